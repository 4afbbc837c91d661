using RoverRaman.Heads;
using RoverRaman.TestSupport;

namespace RoverRaman.Inference.Tests;

public sealed class ModelFolderTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_ThenOpen_GivesTheSameModel()
    {
        var written = WriteModel();
        var opened = ModelFolder.Open(_folder.Path);
        Assert.Equal(written.Description.BackboneSha256, ModelFolder.HashOf(File.ReadAllBytes(opened.BackboneFile)));
        Assert.Equal(written.Head.Weights, opened.Head.Weights);
        Assert.Equal(10, opened.Head.Manifest.Classes.Count);
        Assert.Equal(("test", "paper", 42), (opened.Description.Name, opened.Description.Preset, opened.Description.Seed));
        Assert.Equal([new ModelDataSource("rruff", "00ff", 100, 10)], opened.Description.Data);
        Assert.Equal(["a.txt", "b.txt"], opened.Description.HeldOut);
        Assert.Equal(0.5, opened.Description.Metrics["top1"]);
        Assert.Equal("# Card\n", File.ReadAllText(Path.Combine(_folder.Path, "card.md")));
    }

    [Fact]
    public void Write_Description_HasSnakeCaseKeys()
    {
        _ = WriteModel();
        var json = File.ReadAllText(Path.Combine(_folder.Path, "model.json"));
        Assert.Contains("\"schema\": 1", json);
        Assert.Contains("\"backbone_sha256\": ", json);
        Assert.Contains("\"held_out\": [", json);
        Assert.Contains("\"pooling_size\": 6", json);
    }

    [Fact]
    public void Classifier_Opened_IdentifiesAndAllocatesNothing()
    {
        using var classifier = Classifier.Open(WriteModel());
        var grid = TestModels.Spectrum(7);
        var first = classifier.Identify(grid);
        for (var i = 0; i < 100; i++)
            _ = classifier.Identify(grid);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 1000; i++)
                _ = classifier.Identify(grid);
        }));
        Assert.Equal(5, first.Count);
        Assert.Equal(classifier.Backbone.Id, first.BackboneId);
        Assert.InRange(first.Top[0].ClassId, 100, 109);
    }

    [Theory]
    [InlineData("model.json")]
    [InlineData("backbone.onnx")]
    [InlineData("composed.onnx")]
    [InlineData("head.rrhead")]
    public void Open_MissingFile_NamesIt(string name)
    {
        _ = WriteModel();
        File.Delete(Path.Combine(_folder.Path, name));
        AssertNames(name, "found none");
    }

    [Theory]
    [InlineData("backbone.onnx")]
    [InlineData("composed.onnx")]
    [InlineData("head.rrhead")]
    public void Open_OneByteChanged_NamesTheFileAndBothHashes(string name)
    {
        _ = WriteModel();
        var file = Path.Combine(_folder.Path, name);
        var bytes = File.ReadAllBytes(file);
        var before = ModelFolder.HashOf(bytes);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);
        var error = AssertNames(name, before);
        Assert.Contains(ModelFolder.HashOf(bytes), error.Message);
    }

    [Fact]
    public void Open_ComposedNotOnboard_IsEnoughForTheDaemon()
    {
        _ = WriteModel();
        File.Delete(Path.Combine(_folder.Path, "composed.onnx"));
        using var classifier = Classifier.Open(ModelFolder.Open(_folder.Path, checkComposed: false));
        Assert.Equal(5, classifier.Identify(TestModels.Spectrum(7)).Count);
    }

    [Fact]
    public void Open_NoFolder_NamesIt() =>
        Assert.Contains("/nowhere/at/all", Assert.Throws<ModelException>(() => ModelFolder.Open("/nowhere/at/all")).Message);

    [Theory]
    [InlineData("\"schema\": 1", "\"schema\": 2", "schema 1")]
    [InlineData("grid-200-1591-linear/1", "grid-200-1591-linear/2", "preprocessing")]
    [InlineData("\"feature_size\": 16", "\"feature_size\": 17", "feature size 17")]
    [InlineData("\"classes\": 10,", "\"classes\": 11,", "number of classes 11")]
    [InlineData("\"name\": \"test\"", "\"name\": null", "name")]
    [InlineData("\"preset\"", "\"preset_\"", "preset")]
    [InlineData("\"seed\": 42", "\"seed\": 4.5", "a whole number at 'seed'")]
    [InlineData("\"top1\": 0.5", "\"top1\": \"half\"", "a number at 'top1'")]
    [InlineData("\"held_out\": [", "\"held_out\": [7,", "a text at 'held_out'")]
    [InlineData("\"held_out\": [", "\"held_out\": 1, \"x\": [", "an array at 'held_out'")]
    [InlineData("\"data\": [", "\"data\": [1,", "an object around it at 'name'")]
    [InlineData("{", "", "model.json")]
    public void Open_DescriptionThatDoesNotFit_SaysWhat(string old, string changed, string named)
    {
        _ = WriteModel();
        var file = Path.Combine(_folder.Path, "model.json");
        var text = File.ReadAllText(file);
        Assert.Contains(old, text);
        File.WriteAllText(file, text.Replace(old, changed));
        Assert.Contains(named, AssertNames(_folder.Path, "Expected").Message);
    }

    [Fact]
    public void Open_DescriptionWithKeyFromTheFuture_IsRead()
    {
        _ = WriteModel();
        var file = Path.Combine(_folder.Path, "model.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"schema\": 1,", "\"schema\": 1, \"later\": {\"x\": [1]},"));
        Assert.Equal("test", ModelFolder.Open(_folder.Path).Description.Name);
    }

    [Fact]
    public void Open_HeadForAnotherBackbone_NamesTheHead()
    {
        var backbone = TestModels.Backbone();
        var stranger = TestModels.Head(new string('a', 64), 10);
        var error = Assert.Throws<ModelException>(() => ModelFolder.Write(_folder.Path, backbone, backbone, stranger, Description()));
        Assert.Contains("head.rrhead", error.Message);
        Assert.Contains(new string('a', 64), error.Message);
    }

    [Fact]
    public void Open_HeadThatIsNoPackage_NamesTheHead()
    {
        var model = WriteModel();
        byte[] garbage = [1, 2, 3];
        File.WriteAllBytes(Path.Combine(_folder.Path, "head.rrhead"), garbage);
        (model.Description with { HeadSha256 = ModelFolder.HashOf(garbage) }).Save(Path.Combine(_folder.Path, "model.json"));
        _ = AssertNames("head.rrhead", "head package");
    }

    ModelException AssertNames(string name, string detail)
    {
        var error = Assert.Throws<ModelException>(() => ModelFolder.Open(_folder.Path));
        Assert.Contains(name, error.Message);
        Assert.Contains(detail, error.Message);
        return error;
    }

    ModelFolder WriteModel()
    {
        var backbone = TestModels.Backbone();
        HeadPackage head = TestModels.Head(ModelFolder.HashOf(backbone), 10);
        return ModelFolder.Write(_folder.Path, backbone, TestModels.Backbone(10, seed: 9), head, Description(), "# Card\n");
    }

    static ModelDescription Description() => new()
    {
        Name = "test",
        Preset = "paper",
        PoolingSize = 6,
        PoolingLayers = 3,
        Seed = 42,
        Preprocessing = "grid-200-1591-linear/1",
        BackboneSha256 = "",
        ComposedSha256 = "",
        HeadSha256 = "",
        FeatureSize = 16,
        Classes = 10,
        Data = [new("rruff", "00ff", 100, 10)],
        HeldOut = ["a.txt", "b.txt"],
        Metrics = new Dictionary<string, double> { ["top1"] = 0.5 },
    };
}
