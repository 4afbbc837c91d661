using System.Security.Cryptography;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.OnnxExport.Tests;

public sealed class OnnxExporterTests
{
    const string Golden = "598721957f36962d670a85628d4c8252c66cb22725a30b67a032517226317452";

    public static TheoryData<string> Names => [.. Layers.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Export_Layer_RunsAsInTorch(string name)
    {
        var (module, shape) = Layers.Create(name);
        using var runner = new OnnxRunner(OnnxExporter.Export(module, new OnnxExportOptions { InputShape = shape }));
        foreach (var batch in (long[])[1, 2, 5])
        {
            long[] batched = [batch, .. shape];
            var values = Noise((int)batch, batched.Aggregate(1L, (product, length) => product * length));
            using var scope = NewDisposeScope();
            using var inference = no_grad();
            var expected = module.forward(tensor(values, batched));
            var (found, foundShape) = runner.Run(values, batched);
            Assert.Equal(expected.shape, foundShape);
            AssertClose(expected.contiguous().data<float>().ToArray(), found);
        }
    }

    [Fact]
    public void Export_EveryLayer_IsAcceptedByTheStandardsChecker()
    {
        OnnxChecker.SkipUnlessInstalled();
        OnnxChecker.Accepts([.. Layers.All.Keys.Select(name =>
        {
            var (module, shape) = Layers.Create(name);
            return OnnxExporter.Export(module, new OnnxExportOptions { InputShape = shape, Metadata = new Dictionary<string, string> { ["layer"] = name } });
        })]);
    }

    [Fact]
    public void Export_UnsupportedLayer_NamesItsPathAndTypeAndTheSupportedOnes()
    {
        var module = Sequential(("first", Linear(4, 4)), ("second", Sequential(("inner", GELU()))));
        var error = Assert.Throws<OnnxExportException>(() => OnnxExporter.Export(module, new OnnxExportOptions { InputShape = [4] }));
        Assert.Contains("GELU at 'second.inner'", error.Message);
        Assert.Contains("Conv1d", error.Message);
        Assert.Contains("IOnnxExportable", error.Message);
    }

    [Fact]
    public void Export_LayerThatPlanesDoNotHold_IsRefusedWithTheWayOut()
    {
        var error = Assert.Throws<OnnxExportException>(() => OnnxExporter.Export(
            Sequential(("trunk", new Plane(Sequential(("dense", Linear(4, 4)))))), new OnnxExportOptions { InputShape = [2, 4] }));
        Assert.Contains("Linear at 'trunk.child.dense'", error.Message);
        Assert.Contains("outside", error.Message);
        error = Assert.Throws<OnnxExportException>(() => OnnxExporter.Export(
            new Plane(new Plane(Conv1d(2, 2, 3))), new OnnxExportOptions { InputShape = [2, 9] }));
        Assert.Contains("one Plane", error.Message);
    }

    [Theory]
    [InlineData(PaddingModesName.Reflect)]
    [InlineData(PaddingModesName.Circular)]
    public void Export_PaddingThatIsNotZeros_IsRefused(PaddingModesName mode)
    {
        var conv = Conv1d(2, 3, 5, 1, 2, 1, (TorchSharp.PaddingModes)mode);
        var error = Assert.Throws<OnnxExportException>(() => OnnxExporter.Export(conv, new OnnxExportOptions { InputShape = [2, 30] }));
        Assert.Contains("zero padding", error.Message);
    }

    public enum PaddingModesName { Reflect = 1, Circular = 3 }

    [Fact]
    public void Export_SoftmaxOverTheBatch_IsRefused() =>
        Assert.Throws<OnnxExportException>(() => OnnxExporter.Export(Softmax(0), new OnnxExportOptions { InputShape = [4] }));

    [Fact]
    public void Export_FlattenOfTheBatch_IsRefused() =>
        Assert.Throws<OnnxExportException>(() => OnnxExporter.Export(Flatten(0), new OnnxExportOptions { InputShape = [4, 5] }));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Export_TrainingMode_IsPutBack(bool training)
    {
        var module = Sequential(Linear(4, 4), Dropout(0.5), BatchNorm1d(4));
        module.train(training);
        _ = OnnxExporter.Export(module, new OnnxExportOptions { InputShape = [4] });
        Assert.Equal(training, module.training);
        Assert.All(module.children(), child => Assert.Equal(training, child.training));
    }

    [Fact]
    public void Export_DoesNotTouchTorchsRandomNumbers()
    {
        var (module, shape) = Layers.Create("paper");
        _ = manual_seed(3);
        var expected = rand(4).data<float>().ToArray();
        _ = manual_seed(3);
        _ = OnnxExporter.Export(module, new OnnxExportOptions { InputShape = shape });
        Assert.Equal(expected, rand(4).data<float>().ToArray());
    }

    [Fact]
    public void Export_NamesAndMetadata_ArriveInTheRuntime()
    {
        var options = new OnnxExportOptions
        {
            InputShape = [4],
            InputName = "spectrum",
            OutputName = "features",
            ProducerName = "test",
            Description = "four to two",
            GraphName = "tiny",
            Metadata = new Dictionary<string, string> { ["preprocessing"] = "grid/1", ["a"] = "b" },
        };
        using var runner = new OnnxRunner(OnnxExporter.Export(Linear(4, 2), options));
        Assert.Equal([-1, 4], runner.Session.InputMetadata["spectrum"].Dimensions);
        Assert.Equal([-1, 2], runner.Session.OutputMetadata["features"].Dimensions);
        Assert.Equal(["n", ""], runner.Session.OutputMetadata["features"].SymbolicDimensions);
        var metadata = runner.Session.ModelMetadata;
        Assert.Equal(("test", "tiny", "four to two"), (metadata.ProducerName, metadata.GraphName, metadata.Description));
        Assert.Equal("grid/1", metadata.CustomMetadataMap["preprocessing"]);
    }

    [Fact]
    public void Export_Twice_GivesTheSameBytes()
    {
        var (module, shape) = Layers.Create("paper");
        var options = new OnnxExportOptions { InputShape = shape };
        Assert.Equal(OnnxExporter.Export(module, options), OnnxExporter.Export(module, options));
    }

    /// <summary>Weights are set by hand, so that the file depends on nothing but this project. A change here changes every model's
    /// hash.</summary>
    [Fact]
    public void Export_FixedModel_GivesTheBytesItAlwaysGave()
    {
        var linear = Linear(3, 2);
        using (no_grad())
        {
            _ = linear.weight!.copy_(tensor(new float[] { 1, 2, 3, 4, 5, 6 }, [2, 3]));
            _ = linear.bias!.copy_(tensor(new float[] { 0.5f, -0.5f }, [2]));
        }
        var bytes = OnnxExporter.Export(Sequential(("dense", linear), ("act", LeakyReLU(0.25))), new OnnxExportOptions { InputShape = [3], ProducerVersion = "1.0.0" });
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Assert.True(hash == Golden, $"Expected {Golden}, found {hash}.");
    }

    [Fact]
    public void Compare_ExportedModel_Agrees()
    {
        var (module, shape) = Layers.Create("paper");
        using var runner = new OnnxRunner(OnnxExporter.Export(module, new OnnxExportOptions { InputShape = shape }));
        var samples = Enumerable.Range(0, 8).Select(seed => Noise(seed, 1392));
        Assert.InRange(OnnxVerification.Compare(module, sample => runner.Run(sample, 1, 1392).Values, samples, shape), 0, 1e-5);
    }

    [Fact]
    public void Compare_AnotherModel_NamesSampleAndValue()
    {
        var (module, shape) = Layers.Create("linear");
        var error = Assert.Throws<OnnxExportException>(() => OnnxVerification.Compare(module, _ => new float[7], [Noise(1, 20)], shape));
        Assert.Contains("sample 0", error.Message);
        _ = Assert.Throws<OnnxExportException>(() => OnnxVerification.Compare(module, _ => new float[6], [Noise(1, 20)], shape));
        _ = Assert.Throws<OnnxExportException>(() => OnnxVerification.Compare(module, _ => [float.NaN, 0, 0, 0, 0, 0, 0], [Noise(1, 20)], shape));
        _ = Assert.Throws<OnnxExportException>(() => OnnxVerification.Compare(module, _ => [], [], shape));
    }

    static void AssertClose(float[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - found[i]) <= 1e-5, $"Value {i}: expected {expected[i]}, found {found[i]}.");
    }

    static float[] Noise(int seed, long count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, (int)count).Select(_ => random.NextSingle() * 2 - 1)];
    }
}
