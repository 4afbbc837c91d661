namespace RoverRaman.Instruments.Tests.Safety;

/// <summary>A spectrometer of four pixels that notes what happens to its light.</summary>
sealed class GuardedInstrument : ISpectrometer
{
    public bool Lit { get; private set; }

    public bool Gone { get; set; }

    public bool Closed { get; private set; }

    public int Commands { get; private set; }

    public TimeSpan Watchdog { get; private set; }

    public Action? OnAcquire { get; set; }

    public SpectrometerInfo Info { get; } = new("guarded", "1", 4, 100, [1, 2, 3, 4], default, TimeSpan.FromSeconds(1));

    public LinkCounters Counters => default;

    public InstrumentCapabilities Capabilities => InstrumentCapabilities.Excitation | InstrumentCapabilities.LaserWatchdog;

    public void SetIntegrationTime(TimeSpan time, CancellationToken cancellation) => Check();

    public FrameInfo Acquire(Span<float> counts, CancellationToken cancellation)
    {
        Check();
        OnAcquire?.Invoke();
        return default;
    }

    public void SetExcitation(bool on, CancellationToken cancellation)
    {
        Check();
        Commands++;
        Lit = on;
    }

    public double? ReadTemperature(CancellationToken cancellation) => null;

    public void SetLaserWatchdog(TimeSpan time, CancellationToken cancellation)
    {
        Check();
        Assert.False(Lit);
        Watchdog = time;
    }

    public void Dispose() => Closed = true;

    void Check()
    {
        if (Gone)
            throw new TransportLostException("unplugged");
    }
}
