using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using RoverRaman.TestSupport;
using RoverRaman.Wire;

namespace RoverRaman.Docs.Tests;

/// <summary>The README's commands and its example consumer do what it says.</summary>
public sealed partial class ReadmeTests
{
    static readonly string Readme = File.ReadAllText(Path.Combine(TestPaths.Repository, "README.md"));

    public static IEnumerable<TheoryDataRow<string>> Commands() =>
        Blocks("sh").SelectMany(block => block.Split('\n'))
            .Where(line => line.StartsWith("artifacts/", StringComparison.Ordinal))
            .Select(line => new TheoryDataRow<string>(line.Split('#')[0].Trim()));

    [Theory, MemberData(nameof(Commands))]
    public void Command_UsesOnlyVerbsAndOptionsThatItsHelpNames(string command)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var verbs = words.Skip(1).TakeWhile(word => VerbName().IsMatch(word)).Take(words[0].EndsWith("roverraman", StringComparison.Ordinal) ? 2 : 0).ToArray();
        var help = Run(words[0], [.. verbs.TakeWhile((_, i) => i == 0 || verbs[0] is "downlink" or "head" or "instrument"), "--help"]);
        foreach (var option in words.Where(word => word.StartsWith("--", StringComparison.Ordinal)))
            Assert.Contains(option, help, StringComparison.Ordinal);
    }

    [Fact]
    public void Scripts_NamedInTheReadme_Exist()
    {
        var named = ScriptName().Matches(Readme).Select(match => match.Value).Distinct().ToArray();
        Assert.NotEmpty(named);
        Assert.All(named, script => Assert.True(File.Exists(Path.Combine(TestPaths.Repository, script)), $"{script} is named in the README and does not exist"));
    }

    [Fact]
    public void Links_LeadToFilesThatExist() =>
        Assert.All(Link().Matches(Readme).Select(match => match.Groups[1].Value).Where(target => !target.Contains("://", StringComparison.Ordinal)),
            target => Assert.True(Path.Exists(Path.Combine(TestPaths.Repository, target)), $"the README links to {target}, which does not exist"));

    [Fact]
    public async Task PythonConsumer_PrintsTheDecisionWithItsMineral()
    {
        using var probe = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", "import msgpack"]) { RedirectStandardError = true });
        await probe!.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(probe.ExitCode == 0, "python3-msgpack is not installed");

        var path = Path.Combine(Path.GetTempPath(), $"rr-readme-{Guid.NewGuid():N}.sock");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        try
        {
            var script = Assert.Single(Blocks("python")).Replace("/run/roverraman/decisions.sock", path, StringComparison.Ordinal);
            using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            using (var client = await listener.AcceptAsync(TestContext.Current.CancellationToken))
            {
                Send(client, writer => HelloCodec.Write(writer, new Hello(Hello.CurrentProtocol, "test", "1")));
                Send(client, writer => ClassTableCodec.Write(writer, new ClassTable(1, 2, [new ClassName(3, "Calcite"), new ClassName(4, "Quartz")])));
                var decision = new DecisionRecord { SpectrumId = 77, TopCount = 2 };
                decision.Top[0] = new ClassScore(4, 9000);
                decision.Top[1] = new ClassScore(3, 500);
                Send(client, writer => DecisionCodec.Write(writer, decision));
            }
            Assert.Equal("77 [('Quartz', 0.9), ('Calcite', 0.05)]", (await python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
            await python.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, python.ExitCode);
        }
        finally
        {
            File.Delete(path);
        }
    }

    static void Send(Socket client, Action<System.Buffers.ArrayBufferWriter<byte>> write)
    {
        var message = new System.Buffers.ArrayBufferWriter<byte>();
        write(message);
        var header = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(header, message.WrittenCount);
        client.Send(header);
        client.Send(message.WrittenSpan);
    }

    static string Run(string launcher, string[] arguments)
    {
        // The launchers of artifacts/ only start these.
        var project = Path.GetFileName(launcher) switch { "roverraman" => "RoverRaman.Cli", "roverramand" => "RoverRaman.Daemon", _ => "RoverRaman.Emulator" };
        var program = Path.Combine(TestPaths.Repository, "artifacts", "bin", project, "release", Path.GetFileName(launcher));
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    static IEnumerable<string> Blocks(string language) =>
        Regex.Matches(Readme, $"^```{language}\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline).Select(match => match.Groups[1].Value);

    [GeneratedRegex("^[a-z]+$")]
    private static partial Regex VerbName();

    [GeneratedRegex(@"tools/[a-z0-9-]+\.sh")]
    private static partial Regex ScriptName();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();
}
