namespace RoverRaman.Cli.Tests;

public class ProgramTests
{
    [Theory]
    [InlineData("train")]
    [InlineData("evaluate")]
    [InlineData("classify")]
    [InlineData("export")]
    public async Task Help_EveryVerb_ShowsOneExample(string verb)
    {
        var result = await CommandResult.Of(verb, "--help");
        Assert.Equal(0, result.Code);
        Assert.Single(result.Output.Split('\n'), line => line.Contains($"Example: roverraman {verb} --", StringComparison.Ordinal));
        Assert.Empty(result.Error);
    }

    [Theory]
    [InlineData]
    [InlineData("fly")]
    [InlineData("train")]
    [InlineData("downlink", "decode")]
    public async Task Run_IncompleteOrUnknown_IsAUsageError(params string[] args)
    {
        var result = await CommandResult.Of(args);
        Assert.Equal(2, result.Code);
        Assert.Contains($"See: {string.Join(' ', args.Where(arg => arg != "fly").Prepend("roverraman"))} --help", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }
}
