using System.CommandLine;
using RoverRaman.Instruments;
using RoverRaman.Spectra;

namespace RoverRaman.Emulator;

/// <summary>The command line of roverraman-emulator: exit code 0, 2 for usage, 1 for failure.</summary>
public static class EmulatorCommand
{
    const int Usage = 2, Failure = 1;

    /// <summary>Runs until the work is done or <paramref name="stop"/> is cancelled.</summary>
    public static int Run(string[] arguments, CancellationToken stop)
    {
        var options = new EmulatorOptions();
        var command = new RootCommand("""
            A virtual spectrometer on a serial line: plays minerals under its laser, and misbehaves on demand.
            Example: roverraman-emulator --link /tmp/sts --count 60 --noise 10 --fluorescence 0.5
            """);
        foreach (var option in options.All)
            command.Options.Add(option);
        command.SetAction(parsed => Run(options.Read(parsed), stop));
        var parsed = command.Parse(arguments);
        return parsed.Errors.Count > 0 ? Complain(parsed.Errors.Select(error => error.Message), Usage) : parsed.Invoke();
    }

    static int Run(EmulatorSettings settings, CancellationToken stop)
    {
        if (settings.Problems().ToArray() is { Length: > 0 } problems)
            return Complain(problems, Usage);
        try
        {
            if (settings.WriteSpectra is { } file)
            {
                Playlist.Write(Playlist.Of(settings), file);
                return 0;
            }
            using var session = new EmulatorSession(settings, Console.Out);
            session.Run(stop);
            return 0;
        }
        catch (Exception error) when (error is IOException or SpectrumFormatException or InvalidDataException or InstrumentException or UnauthorizedAccessException
            or System.Net.Sockets.SocketException)
        {
            return Complain([error.Message], Failure);
        }
    }

    static int Complain(IEnumerable<string> problems, int code)
    {
        foreach (var problem in problems)
            Console.Error.WriteLine($"roverraman-emulator: {problem}");
        if (code == Usage)
            Console.Error.WriteLine("roverraman-emulator: --help lists what there is.");
        return code;
    }
}
