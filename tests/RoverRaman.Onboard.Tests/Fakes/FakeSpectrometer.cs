using System.Diagnostics;
using RoverRaman.Instruments;

namespace RoverRaman.Onboard.Tests;

/// <summary>An instrument in memory: plays what it is told, notes what it is asked.</summary>
sealed class FakeSpectrometer : ISpectrometer
{
    public const int Pixels = 1024;

    public List<string> Calls { get; } = [];

    /// <summary>Called instead of a real acquisition, with the number of the call (from 1) and the state of the excitation.</summary>
    public Action<int, bool>? OnAcquire { get; set; }

    /// <summary>Notes calls (allocates).</summary>
    public bool Records { get; set; } = true;

    public bool Excited { get; private set; }

    public bool Disposed { get; private set; }

    public int Acquisitions { get; private set; }

    public float Peak { get; set; } = 5000;

    TimeSpan _integration;

    public SpectrometerInfo Info { get; } = new("Fake", "F-1", Pixels, 16383, MakeWavelengths(), TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(60));

    public LinkCounters Counters => new(Acquisitions, 0, 0, 0, 0, 0, 0);

    public void SetIntegrationTime(TimeSpan time, CancellationToken cancellation)
    {
        _integration = time;
        Note($"integration {time.TotalMilliseconds}");
    }

    public FrameInfo Acquire(Span<float> counts, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Acquisitions++;
        OnAcquire?.Invoke(Acquisitions, Excited);
        Note(Excited ? "light" : "dark");
        for (var i = 0; i < counts.Length; i++)
            counts[i] = 1000 + (i * 7919 % 31) + (Excited ? Peak * MathF.Exp(-(i - 300) * (i - 300) / 18f) : 0);
        return new FrameInfo(Stopwatch.GetTimestamp(), _integration);
    }

    public void SetExcitation(bool on, CancellationToken cancellation)
    {
        Excited = on;
        Note(on ? "on" : "off");
    }

    /// <summary>Answers the question for the temperature.</summary>
    public Func<double?> Temperature { get; init; } = () => 20;

    public double? ReadTemperature(CancellationToken cancellation) => Temperature();

    public void Dispose()
    {
        Disposed = true;
        Note("dispose");
    }

    void Note(string call)
    {
        if (Records)
            Calls.Add(call);
    }

    // 533..600 nm: -6 .. 2,130 cm-1 behind a 533 nm laser
    static double[] MakeWavelengths() => [.. Enumerable.Range(0, Pixels).Select(i => 533.0 + i * 67.0 / Pixels)];
}
