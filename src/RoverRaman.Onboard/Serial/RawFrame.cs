using RoverRaman.Instruments;

namespace RoverRaman.Onboard;

/// <summary>One raw spectrum on its way from the instrument to preprocessing. Reused: nothing of it may be kept after it was returned.</summary>
public sealed class RawFrame
{
    /// <summary>Room from the start for the detectors in use: 1,024 (STS) to 3,648 (Toshiba TCD1304) pixels.</summary>
    const int TypicalPixels = 4096;

    /// <summary>One value (counts) a pixel; valid up to the instrument's pixel count.</summary>
    public float[] Counts { get; private set; } = new float[TypicalPixels];

    /// <summary>Instrument that took it. The same object as long as the connection lasts.</summary>
    public SpectrometerInfo? Instrument { get; set; }

    /// <summary>Dark of the same instrument and integration time, or null where there is none.</summary>
    public DarkReference? Dark { get; set; }

    /// <summary>Time of the last byte and integration time.</summary>
    public FrameInfo Info { get; set; }

    /// <summary>Calendar time of the last byte.</summary>
    public DateTimeOffset TakenAt { get; set; }

    /// <summary>Number of the spectrum since the journal began.</summary>
    public uint SpectrumId { get; set; }

    /// <summary>The counts of the current instrument.</summary>
    public ReadOnlySpan<float> Pixels => Counts.AsSpan(0, Instrument?.PixelCount ?? 0);

    /// <summary>Room for <paramref name="pixels"/> values; allocates only for an instrument with more pixels than are typical.</summary>
    public Span<float> Reserve(int pixels)
    {
        if (Counts.Length < pixels)
            Counts = new float[pixels];
        return Counts.AsSpan(0, pixels);
    }
}
