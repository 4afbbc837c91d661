using RoverRaman.Spectra;
using RoverRaman.Training.Train.Rover;

namespace RoverRaman.Training.Tests.Rover;

/// <summary>A short training on invented minerals, shared by all tests; they only read it.</summary>
public sealed class TrainedRover : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public TrainedRover()
    {
        Csv = SyntheticMinerals.WriteCsv(Minerals, File("data.csv"));
        Library = SyntheticMinerals.WriteCsv(SyntheticMinerals.Create(12, 4, seed: 8), File("library.csv"));
        Request = new RoverTrainingRequest
        {
            Data = [Csv],
            Library = Library,
            Output = File("model"),
            Pretrained = File("pretrained"),
            PretrainSteps = 30,
            Steps = 12,
            Folds = 2,
            Seed = 3,
            Threads = 1,
        };
        Model = new RoverTraining(Request, new SilentLog()).Run();
    }

    public SpectrumDataSet Minerals { get; } = SyntheticMinerals.Create(6, 6, specimens: false);

    public string Csv { get; }

    public string Library { get; }

    public RoverTrainingRequest Request { get; }

    public RoverModel Model { get; }

    public string File(string name) => _folder.File(name);

    public void Dispose() => _folder.Dispose();
}
