using System.Diagnostics;
using System.Text.Json;
using RoverRaman.Instruments.Obp;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Instruments.Tests;

/// <summary>The emulator as a program of its own: started, driven, stopped and killed.</summary>
public sealed class EmulatorProcessTests : IDisposable
{
    static readonly StsOptions Fast = new()
    {
        IntegrationTime = TimeSpan.FromMilliseconds(1),
        BaudPatience = TimeSpan.FromSeconds(10),
        Client = new ObpClientOptions { Margin = TimeSpan.FromSeconds(10) },
    };
    readonly string _folder = Directory.CreateTempSubdirectory("rover-raman-emulator-").FullName;
    readonly float[] _counts = new float[1024];

    string Link => Path.Combine(_folder, "sts");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_Count_PlaysSoManyWritesTheTruthAndLeaves()
    {
        var truth = Path.Combine(_folder, "truth.jsonl");
        using var emulator = Start("--link", Link, "--count", "5", "--truth", truth, "--seed", "7");
        using (var spectrometer = StsSpectrometer.Attach(TransportAddress.Parse(Link), Fast))
        {
            spectrometer.Acquire(_counts, default);
            spectrometer.SetExcitation(true, default);
            for (var i = 0; i < 5; i++)
            {
                spectrometer.Acquire(_counts, default);
                // The line stands before the last byte was sent.
                using var line = JsonDocument.Parse(File.ReadAllLines(truth)[i]);
                Assert.Equal(i, line.RootElement.GetProperty("index").GetInt64());
                Assert.StartsWith("RRUFF ", line.RootElement.GetProperty("source").GetString(), StringComparison.Ordinal);
            }
            Assert.Throws<TransportLostException>(() => spectrometer.Acquire(_counts, default));
        }
        Assert.Equal(0, ExitCode(emulator));
        Assert.Null(new FileInfo(Link).LinkTarget);
        Assert.Equal(5, File.ReadAllLines(truth).Length);
    }

    [Fact]
    public void Run_Terminated_RemovesItsLinkAndLeavesWithZero()
    {
        using var emulator = Start("--link", Link, "--quiet");
        Assert.NotNull(new FileInfo(Link).LinkTarget);
        Process.Start("kill", ["-TERM", $"{emulator.Id}"]).WaitForExit();
        Assert.Equal(0, ExitCode(emulator));
        Assert.Null(new FileInfo(Link).LinkTarget);
    }

    [Fact]
    public void Run_KilledMidSpectrumAndStartedAgain_DriverSeesTheLossAndAFreshOneWorks()
    {
        using (var doomed = Start("--link", Link, "--baud-pace", "9600"))
        {
            using var spectrometer = StsSpectrometer.Attach(TransportAddress.Parse(Link), Fast);
            spectrometer.SetExcitation(true, default);
            var taking = Task.Run(() => spectrometer.Acquire(_counts, default), TestContext.Current.CancellationToken);
            // It prints a line when a spectrum begins to go out, which takes 2.2 s at this rate.
            while (doomed.StandardOutput.ReadLine()?.Contains("RRUFF", StringComparison.Ordinal) == false)
            {
            }
            doomed.Kill();
            Assert.Throws<TransportLostException>(() => taking.GetAwaiter().GetResult());
            doomed.WaitForExit();
        }
        using var next = Start("--link", Link, "--quiet");
        using var fresh = StsSpectrometer.Attach(TransportAddress.Parse(Link), Fast);
        fresh.Acquire(_counts, default);
        next.Kill();
        next.WaitForExit();
    }

    [Fact]
    public void Run_Tcp_ServesOneDriverAfterAnother()
    {
        using var emulator = Start("--tcp", "0", "--quiet");
        for (var turn = 0; turn < 3; turn++)
        {
            using var spectrometer = StsSpectrometer.Attach(TransportAddress.Parse($"tcp://{Place(emulator)}"), Fast);
            spectrometer.Acquire(_counts, default);
        }
        emulator.Kill();
        emulator.WaitForExit();
    }

    [Theory]
    [InlineData(2, "--count", "--count", "0")]
    [InlineData(2, "--held-out-of", "--held-out-of", "/models")]
    [InlineData(2, "--laser", "--laser", "-1")]
    [InlineData(2, "--last-shift", "--last-shift", "20000")]
    [InlineData(2, "--baud-pace", "--baud-pace", "300")]
    [InlineData(2, "--nonsense", "--nonsense")]
    [InlineData(2, "smoke", "--fault", "smoke")]
    [InlineData(1, "/no/such/data", "--data", "/no/such/data")]
    public void Run_WrongArguments_NamesThemOnStandardErrorWithTheExitCode(int code, string expected, params string[] arguments)
    {
        using var emulator = Launch(arguments);
        var complaint = emulator.StandardError.ReadToEnd();
        Assert.Equal(code, ExitCode(emulator));
        Assert.Contains(expected, complaint, StringComparison.Ordinal);
    }

    readonly Dictionary<int, string> _places = [];

    string Place(Process emulator) => _places[emulator.Id];

    Process Start(params string[] arguments)
    {
        var emulator = Launch(arguments);
        while (emulator.StandardOutput.ReadLine() is { } line)
        {
            if (line.Split(' ') is not ["pty" or "tcp", var place, ..])
                continue;
            _places[emulator.Id] = place;
            return emulator;
        }
        throw new InvalidOperationException($"The emulator did not start: {emulator.StandardError.ReadToEnd()}");
    }

    static Process Launch(string[] arguments) => Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "roverraman-emulator"), arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    static int ExitCode(Process process)
    {
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(30)), "expected the emulator to leave within 30 s");
        return process.ExitCode;
    }
}
