using RoverRaman.Training.Export;
using RoverRaman.Training.Models;
using RoverRaman.Training.Train;
using TorchSharp;

namespace RoverRaman.Training.Tests.Export;

public sealed class ExportAgreementTests : IDisposable
{
    static readonly string[] Names = ["Albite", "Calcite", "Quartz"];

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(6, 3, false)]
    [InlineData(64, 3, true)]
    [InlineData(2, 10, false)]
    [InlineData(100, 1, true)]
    public void Check_AnyShape_Agrees(int pooling, int blocks, bool batchNorm)
    {
        torch.random.manual_seed(3);
        using var network = new PaperCnn(new PaperCnnOptions { PoolingSize = pooling, Blocks = blocks, BatchNorm = batchNorm }, 3);
        var agreement = ExportAgreement.Check(network, PaperGraphs.Of(network, Names), SyntheticMinerals.Create(3, 30), _folder.Path);
        Assert.InRange(agreement.Features, 0, ExportAgreement.Tolerance);
        Assert.InRange(agreement.Probabilities, 0, ExportAgreement.Tolerance);
    }

    [Fact]
    public void Check_GraphOfAnotherNetwork_IsRefused()
    {
        using var network = new PaperCnn(new PaperCnnOptions { PoolingSize = 16 }, 3);
        using var other = new PaperCnn(new PaperCnnOptions { PoolingSize = 16 }, 3);
        var graphs = PaperGraphs.Of(network, Names) with { Composed = PaperGraphs.Of(other, Names).Composed };
        var error = Assert.Throws<TrainingException>(() => ExportAgreement.Check(network, graphs, SyntheticMinerals.Create(3, 4), _folder.Path));
        Assert.StartsWith("composed.onnx: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("No model was written", error.Message, StringComparison.Ordinal);
    }
}
