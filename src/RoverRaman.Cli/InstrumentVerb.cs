using System.CommandLine;

namespace RoverRaman.Cli;

/// <summary><c>roverraman instrument</c>: a spectrometer on the bench, for people.</summary>
static class InstrumentVerb
{
    /// <summary>The verb with its sub-verbs.</summary>
    public static Command Create() => new("instrument", "Find, try, calibrate and record an instrument.\n\nExample: roverraman instrument info /dev/ttyUSB0@115200 --protocol obp")
    {
        InstrumentProbeVerb.Create(),
        InstrumentInfoVerb.Create(),
        InstrumentAcquireVerb.Create(),
        InstrumentWatchVerb.Create(),
        InstrumentCalibrateVerb.Create(),
        InstrumentRecordVerb.Create(),
        InstrumentReplayVerb.Create(),
    };
}
