using RoverRaman.Spectra;
using RoverRaman.Training.Train;

namespace RoverRaman.Training.Tests;

/// <summary>Keeps what was said and can stop a training after some epochs.</summary>
sealed class SilentLog(Action<EpochReport>? onEpoch = null) : ITrainingLog
{
    public List<string> Lines { get; } = [];

    public void Say(string line) => Lines.Add(line);

    public LoadResult Loading(string path, Func<IProgress<LoadProgress>, LoadResult> load) => load(new Now<LoadProgress>(_ => { }));

    public TrainingHistory Fitting(int epochs, Func<IProgress<EpochReport>, TrainingHistory> fit) => fit(new Now<EpochReport>(onEpoch ?? (_ => { })));

    sealed class Now<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
