using RoverRaman.Spectra;
using RoverRaman.Training.Tests;

namespace RoverRaman.Cli.Tests;

/// <summary>A small model, trained once by the command itself; tests only read it.</summary>
public sealed class TrainedModelFixture : IAsyncLifetime
{
    readonly TemporaryFolder _folder = new();

    public SpectrumDataSet Minerals { get; } = SyntheticMinerals.Create(5, 12);

    public string Csv => File("minerals.csv");

    public string Model => File("model");

    public CommandResult Training { get; private set; } = null!;

    public string File(string name) => _folder.File(name);

    public async ValueTask InitializeAsync()
    {
        _ = SyntheticMinerals.WriteCsv(Minerals, Csv);
        Training = await CommandResult.Of("train", "--data", Csv, "--preset", "paper", "--pool", "16", "--pool-layers", "2", "--epochs", "10", "--seed", "1", "--threads", "1", "--out", Model, "--json");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
