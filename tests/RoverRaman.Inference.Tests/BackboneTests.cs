using RoverRaman.OnnxExport;
using RoverRaman.Spectra;
using RoverRaman.TestSupport;

namespace RoverRaman.Inference.Tests;

public sealed class BackboneTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_AfterWarmUp_AllocatesNothing()
    {
        using var backbone = Load(TestModels.Backbone());
        var grid = TestModels.Spectrum(3);
        for (var i = 0; i < 100; i++)
            _ = backbone.Run(grid);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 1000; i++)
                _ = backbone.Run(grid);
        }));
    }

    [Fact]
    public void Run_KnownWeights_GivesTheirFeatures()
    {
        using var backbone = Load(TestModels.Backbone(4));
        var grid = TestModels.Spectrum(3);
        var weights = TestModels.Random(1, Grid.Count * 4, 0.05f);
        var features = backbone.Run(grid);
        for (var d = 0; d < 4; d++)
        {
            var sum = Enumerable.Range(0, Grid.Count).Sum(i => (double)grid[i] * weights[i * 4 + d]);
            Assert.Equal(Math.Tanh(sum), features[d], 1e-5);
        }
    }

    [Fact]
    public void Run_TwoSpectra_FeaturesFollowTheSpectrum()
    {
        using var backbone = Load(TestModels.Backbone());
        var first = backbone.Run(TestModels.Spectrum(3)).ToArray();
        var second = backbone.Run(TestModels.Spectrum(4)).ToArray();
        Assert.NotEqual(first, second);
        Assert.Equal(first, backbone.Run(TestModels.Spectrum(3)).ToArray());
    }

    [Fact]
    public void Load_Alignments_TellsShapeAndIdentity()
    {
        var bytes = TestModels.Backbone(16, 7);
        using var backbone = Load(bytes);
        Assert.Equal(("7x16", "cpu"), (backbone.Features.ToString(), backbone.Provider));
        Assert.Equal(ModelFolder.HashOf(bytes), backbone.Sha256);
        Assert.Equal(backbone.Sha256[..8], backbone.Id.ToString("x8"));
        Assert.Equal(PreprocessingId.Paper.ToString(), backbone.Preprocessing);
        Assert.Null(backbone.Warning);
        Assert.Equal(7 * 16, backbone.Run(TestModels.Spectrum(3)).Length);
    }

    [Fact]
    public void Load_MissingFile_NamesIt()
    {
        var error = Assert.Throws<ModelException>(() => Backbone.Load(Path.Combine(_folder.Path, "absent.onnx")));
        Assert.Contains("absent.onnx", error.Message);
        Assert.Contains("found none", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(50_000)]
    public void Load_TruncatedFile_NamesIt(int length)
    {
        var file = _folder.Write("cut.onnx", TestModels.Backbone()[..length]);
        Assert.Contains("cut.onnx", Assert.Throws<ModelException>(() => Backbone.Load(file)).Message);
    }

    [Fact]
    public void Load_OtherInputLength_SaysWhatIsExpectedAndFound()
    {
        var graph = new OnnxGraph("short");
        graph.AddOutput(graph.AddNode("Tanh", [graph.AddInput("spectrum", 1000)]), "features", 1000);
        var error = Assert.Throws<ModelException>(() => Load(graph.ToBytes()));
        Assert.Contains("[n, 1392]", error.Message);
        Assert.Contains("1000", error.Message);
    }

    [Fact]
    public void Run_OtherLength_Throws()
    {
        using var backbone = Load(TestModels.Backbone());
        Assert.Contains("1392", Assert.Throws<ArgumentException>(() => _ = backbone.Run(new float[1391]).Length).Message);
    }

    [Theory]
    [InlineData("cuda")]
    [InlineData("tensorrt")]
    public void Load_ProviderThatIsMissing_NamesItAndHowToGetIt(string provider)
    {
        var file = _folder.Write("backbone.onnx", TestModels.Backbone());
        var error = Assert.Throws<ModelException>(() => Backbone.Load(file, new InferenceOptions { Provider = provider }));
        Assert.Contains($"provider {provider}", error.Message);
        Assert.Contains("Microsoft.ML.OnnxRuntime.Gpu", error.Message);
    }

    [Fact]
    public void Load_ProviderThatIsMissingWithFallback_RunsOnTheCpuAndSaysSo()
    {
        var file = _folder.Write("backbone.onnx", TestModels.Backbone());
        using var backbone = Backbone.Load(file, new InferenceOptions { Provider = "cuda", AllowCpuFallback = true });
        Assert.Equal("cpu", backbone.Provider);
        Assert.Contains("cuda", backbone.Warning);
        Assert.Equal(16, backbone.Run(TestModels.Spectrum(3)).Length);
    }

    [Theory]
    [InlineData("gpu", 1)]
    [InlineData("cpu", 0)]
    public void Load_SettingThatMakesNoSense_SaysSo(string provider, int threads)
    {
        var file = _folder.Write("backbone.onnx", TestModels.Backbone());
        _ = Assert.Throws<ModelException>(() => Backbone.Load(file, new InferenceOptions { Provider = provider, Threads = threads }));
    }

    [Fact]
    public void Load_TwoThreads_GivesTheSameFeatures()
    {
        var file = _folder.Write("backbone.onnx", TestModels.Backbone());
        using var one = Backbone.Load(file);
        using var two = Backbone.Load(file, new InferenceOptions { Threads = 2 });
        var expected = one.Run(TestModels.Spectrum(3)).ToArray();
        var found = two.Run(TestModels.Spectrum(3)).ToArray();
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], 1e-5);
    }

    [Fact]
    public void Load_AnotherNativeLibraryThanTheProcessRuns_NamesBoth()
    {
        var file = _folder.Write("backbone.onnx", TestModels.Backbone());
        Backbone.Load(file).Dispose();
        var error = Assert.Throws<ModelException>(() => Backbone.Load(file, new InferenceOptions { NativeLibrary = "/opt/other/libonnxruntime.so" }));
        Assert.Contains("/opt/other/libonnxruntime.so", error.Message);
        Assert.Contains("already runs", error.Message);
    }

    Backbone Load(byte[] bytes) => Backbone.Load(_folder.Write("backbone.onnx", bytes));
}
