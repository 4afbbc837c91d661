using RoverRaman.Inference;

namespace RoverRaman.Cli.Tests;

public sealed class ExportVerbTests(TrainedModelFixture model)
{
    [Fact]
    public async Task Export_File_IsTheComposedGraph()
    {
        var result = await CommandResult.Of("export", "--model", model.Model, "--onnx", model.File("all.onnx"), "--json");
        Assert.Equal(0, result.Code);
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(model.Model, ModelFolder.ComposedName)), await File.ReadAllBytesAsync(model.File("all.onnx")));
        Assert.Equal(5, (int)result.Json["classes"]!);
    }

    [Fact]
    public async Task Export_OverTheModelsOwnFile_IsRefused()
    {
        var own = Path.Combine(model.Model, ModelFolder.ComposedName);
        Assert.Equal(2, (await CommandResult.Of("export", "--model", model.Model, "--onnx", own)).Code);
        Assert.NotEqual(0, new FileInfo(own).Length);
    }

    [Fact]
    public async Task Export_FolderMissing_IsAUsageError()
    {
        var result = await CommandResult.Of("export", "--model", model.Model, "--onnx", model.File("no/such/folder/all.onnx"));
        Assert.Equal(2, result.Code);
        Assert.Contains("no/such/folder", result.Error, StringComparison.Ordinal);
    }
}
