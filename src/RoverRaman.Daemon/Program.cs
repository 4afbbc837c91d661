using System.Runtime.InteropServices;
using RoverRaman.Onboard;

namespace RoverRaman.Daemon;

/// <summary>roverramand: a shell around the pipeline. Exit code 0: ended as it should; 1: failed at run time; 2: bad usage or configuration.</summary>
static class Program
{
    const string Help = """
        roverramand --config FILE [--check]

          Reads spectra from an instrument, names the mineral, decides what is worth the link home.

          --config FILE   configuration (JSON, comments allowed); every error in it is named
          --check         only read and check the configuration and the model, then end
          --version       print the version
          --help          print this

          Exit code: 0 ended as it should (SIGTERM, SIGINT, or the configured count), 1 failure at run time, 2 bad usage or configuration.

          Example: roverramand --config /etc/roverraman/roverramand.json
        """;

    /// <summary>Version of the program.</summary>
    public static string Version => typeof(Program).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    static int Main(string[] args)
    {
        if (Arguments.Parse(args) is not { } arguments)
            return Fail($"Expected --config FILE, optionally with --check, found: {string.Join(' ', args)}\n\n{Help}");
        if (arguments.Help || arguments.Version)
        {
            Console.Out.WriteLine(arguments.Help ? Help : $"roverramand {Version}");
            return 0;
        }
        using var setup = Setup.Load(arguments.Config!, out var errors);
        if (setup is null)
            return Fail(string.Join('\n', errors.Prepend(new ConfigError(arguments.Config!, $"{errors.Count} error(s) in the configuration"))));
        if (arguments.Check)
        {
            Console.Out.WriteLine($"{arguments.Config}: good; {setup.Describe()}");
            return 0;
        }
        return Run(setup);
    }

    static int Run(Setup setup)
    {
        using var service = ServiceManager.FromEnvironment();
        var log = new EventLog(Console.Error, TimeProvider.System, journald: Environment.GetEnvironmentVariable("JOURNAL_STREAM") is not null);
        using var stop = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        try
        {
            setup.Announce(log);
            using var pipeline = setup.Build(log, service);
            // What loading needed goes back to the system: from here on next to nothing is allocated, so nobody else would ask for it.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            return pipeline.Run(stop.Token) ? 0 : 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.Error("cannot-start", ("reason", e.Message));
            return 1;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true; // we end ourselves, in order
            stop.Cancel();
        }
    }

    static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return 2;
    }
}
