using System.CommandLine;
using System.Net.Sockets;
using System.Text.Json;
using RoverRaman.Cli;
using RoverRaman.Heads;
using RoverRaman.Wire;

namespace RoverRaman.Ground.Tests;

public sealed class DownlinkVerbTest : IDisposable
{
    readonly Folder _folder = new();
    readonly StringWriter _output = new();
    readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
        _folder.Dispose();
    }

    string[] Lines => _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    Task<int> Run(params string[] arguments) => DownlinkVerb.Create().Parse(arguments)
        .InvokeAsync(new InvocationConfiguration { Output = _output, Error = _error, EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);

    string Truth(params string[] minerals) =>
        _folder.Write("truth.jsonl", string.Concat(minerals.Select((mineral, i) => $"{{\"index\":{i},\"mineral\":\"{mineral}\",\"source\":\"x\"}}\n")));

    [Fact]
    public async Task Decode_JournalWithTruth_EndsWithTheScore()
    {
        string journal = _folder.Write("j", Down.Journal(Down.Decision(1, classId: 0), Down.Decision(2, classId: 1), Down.Decision(2, classId: 1), Down.Decision(4, classId: 1, flags: 2), Down.Table()));
        Assert.Equal(0, await Run("decode", journal, "--truth", Truth("Quartz", "Gypsum", "Halite", "calcite")));
        Assert.Equal("4 spectra sent, 3 decided, 1 lost, 2 correct", Lines[^1]);
        string table = _output.ToString();
        foreach (string word in new[] { "Quartz", "Calcite", "90.0%", "class 9 5.1%", "send summary", "saturated", "1 missing before", "duplicates 1", "2026-11-18" })
            Assert.Contains(word, table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decode_SentWithoutTruth_SaysNothingOfCorrect()
    {
        Assert.Equal(0, await Run("decode", _folder.Write("j", Down.Journal(Down.Decision(1))), "--sent", "3"));
        Assert.Equal("3 spectra sent, 1 decided, 2 lost", Lines[^1]);
    }

    [Fact]
    public async Task Decode_DaemonRestartedThatNumbersSpectraAgain_MatchesByOrder()
    {
        string journal = _folder.Write("j", Down.Journal(Down.Table(), Down.Decision(1, 1, 0, 1), Down.Decision(2, 1, 0, 2), Down.Decision(3, 2, 1, 1), Down.Decision(4, 2, 1, 2)));
        Assert.Equal(0, await Run("decode", journal, "--truth", Truth("Quartz", "Quartz", "Calcite", "Calcite")));
        Assert.Equal("4 spectra sent, 4 decided, 0 lost, 4 correct", Lines[^1]);
    }

    [Fact]
    public async Task Decode_Json_IsOneObjectPerLineAndASummary()
    {
        string journal = _folder.Write("j", Down.Journal(Down.Decision(1), Down.Health(), Down.Table()));
        Assert.Equal(0, await Run("decode", journal, "--json", "--truth", Truth("Quartz", "Quartz")));
        var kinds = Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("kind").GetString());
        Assert.Equal(["decision", "health", "class_table", "summary"], kinds);
        var summary = JsonDocument.Parse(Lines[^1]).RootElement;
        Assert.Equal((2, 1, 1, 1), (summary.GetProperty("sent").GetInt32(), summary.GetProperty("decided").GetInt32(), summary.GetProperty("lost").GetInt32(), summary.GetProperty("correct").GetInt32()));
        Assert.Equal("Quartz", JsonDocument.Parse(Lines[0]).RootElement.GetProperty("top")[0].GetProperty("mineral").GetString());
    }

    [Theory]
    [InlineData("--head")]
    [InlineData("--model")]
    public async Task Decode_NamesFromAHead_AreUsed(string option)
    {
        var head = new HeadPackage(new HeadManifest { HeadVersion = 1, BackboneSha256 = new string('0', 64), FeatureSize = 1, Preprocessing = "p", Classes = [new(0, "Halite")] }, [1], [0]);
        string file = _folder.Write("head.rrhead", head.ToBytes());
        Assert.Equal(0, await Run("decode", _folder.Write("j", Down.Journal(Down.Decision(1))), option, option == "--head" ? file : Path.GetDirectoryName(file)!));
        Assert.Contains("Halite", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decode_NameWithTerminalCommands_IsPrintedHarmless()
    {
        byte[] table = Down.Bytes(output => ClassTableCodec.Write(output, new ClassTable(3, 0, [new(0, "[red]\u001b[2J")])));
        Assert.Equal(0, await Run("decode", _folder.Write("j", Down.Journal(table, Down.Decision(1, time: long.MaxValue)))));
        Assert.Contains("[red]?[2J", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decode_BadFiles_AreNamed()
    {
        string journal = _folder.Write("j", Down.Journal(Down.Decision(1)));
        Assert.Contains(_folder["none"], (await Assert.ThrowsAsync<DownlinkException>(() => Run("decode", _folder["none"]))).Message, StringComparison.Ordinal);
        Assert.Contains("line 2", (await Assert.ThrowsAsync<DownlinkException>(() => Run("decode", journal, "--truth", _folder.Write("t", "{\"mineral\":\"a\"}\n{\"index\":1}\n")))).Message, StringComparison.Ordinal);
        Assert.Contains("line 1", (await Assert.ThrowsAsync<DownlinkException>(() => Run("decode", journal, "--truth", _folder.Write("t", "quartz\n")))).Message, StringComparison.Ordinal);
        Assert.Contains(journal, (await Assert.ThrowsAsync<HeadFormatException>(() => Run("decode", journal, "--head", journal))).Message, StringComparison.Ordinal);
        Assert.Contains("head.rrhead", (await Assert.ThrowsAsync<DownlinkException>(() => Run("decode", journal, "--model", _folder["none"]))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("decode")]
    [InlineData("decode", "f", "--sent", "-1")]
    [InlineData("decode", "f", "--sent", "many")]
    [InlineData("follow")]
    [InlineData("follow", "s", "--count", "0")]
    [InlineData("follow", "s", "--timeout", "-1")]
    [InlineData("follow", "s", "--timeout", "1e99")]
    [InlineData("follow", "s", "--baud", "0")]
    public void Parse_CommandLineThatMakesNoSense_IsAnError(params string[] arguments) => Assert.NotEmpty(DownlinkVerb.Create().Parse(arguments).Errors);

    [Fact]
    public async Task Follow_SocketUntilCount_PrintsEachDecisionOnce()
    {
        using var listener = Listen();
        var run = Run("follow", _folder["s"], "--count", "2");
        using var client = await listener.AcceptAsync(TestContext.Current.CancellationToken);
        _ = client.Send(Down.Stream(Down.Table(), Down.Decision(1), Down.Decision(1), Down.Decision(2, classId: 1)));
        Assert.Equal(0, await run);
        Assert.Equal(4, Lines.Length);
        Assert.Contains("Calcite", Lines[2], StringComparison.Ordinal);
        Assert.Contains("duplicates 1", Lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follow_SourceEndsBeforeCount_FailsAndSaysHowFarItCame()
    {
        using var listener = Listen();
        var run = Run("follow", _folder["s"], "--count", "5", "--json");
        using (var client = await listener.AcceptAsync(TestContext.Current.CancellationToken))
            _ = client.Send(Down.Stream(Down.Decision(1)));
        Assert.Equal(1, await run);
        Assert.Contains("expected 5 decisions, found 1 before the source ended", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, Lines.Length);
    }

    [Fact]
    public async Task Follow_Silence_EndsAfterTheTimeout()
    {
        using var listener = Listen();
        Assert.Equal(1, await Run("follow", _folder["s"], "--timeout", "0.05"));
        Assert.Contains("0.05 s without a message", _error.ToString(), StringComparison.Ordinal);
    }

    Socket Listen()
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(_folder["s"]));
        listener.Listen();
        return listener;
    }
}
