using System.Diagnostics;
using System.Net.Sockets;
using RoverRaman.TestSupport;

namespace RoverRaman.Wire.Tests;

/// <summary>The example consumers in tools/clients and the ROS 2 bridge's translation, against our own messages.</summary>
public sealed class ClientTest : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("rr").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public async Task PythonClient_PrintsDecisionsVerdictsWishesAndGaps()
    {
        string output = await Serve("/usr/bin/python3", Path.Combine(TestPaths.Repository, "tools/clients/python/decisions.py"));
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, lines.Length);
        Assert.Contains("\"kind\": \"hello\", \"software\": \"roverramand\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"sequence\": 1000", lines[1], StringComparison.Ordinal);
        Assert.Contains("[\"class 42\", 0.9]", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"reasons\": [\"unknown\", \"novel\"]", lines[2], StringComparison.Ordinal);
        Assert.Contains("\"action\": \"sample\"", lines[3], StringComparison.Ordinal);
        Assert.Contains("\"dropped\": 300", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task CClient_PrintsDecisionsAndGaps_AndPassesOverTheRest()
    {
        string program = Path.Combine(_folder, "decisions");
        using var compiler = Start("cc", "-O1", "-std=c99", "-Wall", "-Wextra", "-Werror", "-o", program, Path.Combine(TestPaths.Repository, "tools/clients/c/decisions.c"));
        Assert.SkipWhen(compiler is null, "no C compiler is installed");
        string errors = await compiler.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await compiler.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(compiler.ExitCode == 0, errors);
        Assert.Equal("decision 1000 boot 7 spectrum 900 action 2 head 3 42:0.9000 258:0.0700 7:0.0030\ngap 300\n", await Serve(program));
    }

    [Fact]
    public async Task RosBridge_ItsTranslation_PassesItsOwnTestsWithoutRos()
    {
        using var python = Start("/usr/bin/python3", Path.Combine(TestPaths.Repository, "tools/ros2-bridge/roverraman_bridge/test/test_translation.py"))!;
        string errors = await python.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await python.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(python.ExitCode == 0 && errors.Contains("Ran 6 tests", StringComparison.Ordinal), errors);
    }

    // A daemon in miniature: one connection, the messages, the end.
    async Task<string> Serve(string program, params string[] arguments)
    {
        string path = Path.Combine(_folder, "s");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        using var process = Start(program, [.. arguments, path])!;
        using (var client = await listener.AcceptAsync(TestContext.Current.CancellationToken))
            foreach (var kind in new[] { MessageKind.Hello, MessageKind.Decision, MessageKind.Verdict, MessageKind.FollowUp, MessageKind.Health, MessageKind.Gap })
            {
                byte[] message = Samples.Messages[kind];
                byte[] frame = new byte[StreamFrame.HeaderSize + message.Length];
                StreamFrame.WriteHeader(frame, message.Length);
                message.CopyTo(frame.AsSpan(StreamFrame.HeaderSize));
                await client.SendAsync(frame, TestContext.Current.CancellationToken);
            }
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    static Process? Start(string program, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
