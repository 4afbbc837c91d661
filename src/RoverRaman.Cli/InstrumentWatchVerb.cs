using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using RoverRaman.Instruments;

namespace RoverRaman.Cli;

/// <summary><c>roverraman instrument watch</c>: one line a spectrum until Ctrl-C, over unplugging and replugging.</summary>
static class InstrumentWatchVerb
{
    static readonly Option<int> Count = Flags.Integer("--count", "End after so many spectra; 0: never.", 0, int.MaxValue, 0);
    static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var shared = new InstrumentOptions();
        var command = new Command("watch", "Take spectra and print a line for each; opens the line again when it is lost.\n\nExample: roverraman instrument watch /dev/ttyUSB0@115200 --count 10");
        shared.AddTo(command);
        command.Add(shared.Excitation);
        command.Add(Count);
        command.Does((parse, cancellation) => Run(parse, shared, cancellation));
        return command;
    }

    static int Run(ParseResult parse, InstrumentOptions shared, CancellationToken cancellation)
    {
        var count = parse.GetRequiredValue(Count);
        int taken = 0, lost = 0, saturated = 0;
        var opened = false;
        string? said = null;
        while (count == 0 || taken < count)
        {
            try
            {
                using var instrument = shared.Open(parse, cancellation);
                opened = true;
                for (; count == 0 || taken < count; taken++)
                {
                    var shot = InstrumentShot.Take(instrument, parse.GetValue(shared.Excitation), 1, cancellation);
                    saturated += shot.IsSaturated(instrument.Info) ? 1 : 0;
                    if (!parse.GetValue(shared.Json))
                        parse.InvocationConfiguration.Output.WriteLine($"{taken + 1,5}  {shot.Describe(instrument.Info)}{Counters(instrument.Counters)}");
                }
            }
            catch (Exception error) when (opened && error is IOException or TimeoutException)
            {
                lost++;
                if (error.Message != said) // an instrument that stays away is told once
                    parse.InvocationConfiguration.Error.WriteLine($"roverraman: {error.Message} Trying again.");
                said = error.Message;
                if (cancellation.WaitHandle.WaitOne(Retry))
                    cancellation.ThrowIfCancellationRequested();
            }
        }
        if (parse.GetValue(shared.Json))
            JsonOutput.Print(parse.InvocationConfiguration.Output, new JsonObject { ["spectra"] = taken, ["saturated"] = saturated, ["failures"] = lost });
        return 0;
    }

    static string Counters(LinkCounters counters) => (counters with { Frames = 0 }) == default
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"  [skipped {counters.BytesSkipped} B, bad {counters.BadFrames}, time-outs {counters.Timeouts}, again {counters.Retries}, errors {counters.DeviceErrors}]");
}
