namespace RoverRaman.Instruments.Safety;

/// <summary>
/// A spectrometer whose light is guarded. Light goes on only with every interlock closed and the device's own watchdog set; it goes off by every way
/// there is when it is no longer wanted, an interlock opens, the line is lost, anything else fails, or this object is closed.
/// <code>
///            on, interlocks closed
///   Off ------------------------------> On
///    ^  &lt;------------------------------  |
///    |      off confirmed, or the        | off not confirmed and no other way to cut the light
///    |      enable line cut the light    v
///    +------------------------------- Unknown   (only "off" is accepted here)
///           off confirmed
/// </code>
/// </summary>
/// <param name="inner">The spectrometer; this object takes it over.</param>
/// <param name="options">What guards the light; its parts are taken over too.</param>
public sealed class LaserGuard(ISpectrometer inner, LaserGuardOptions options) : ISpectrometer
{
    /// <summary>What is known of the light.</summary>
    public LaserState State { get; private set; }

    /// <summary>Times that light was refused or cut because an interlock was open.</summary>
    public long InterlockTrips { get; private set; }

    /// <summary>Times that the light was cut because something failed.</summary>
    public long EmergencyStops { get; private set; }

    /// <inheritdoc/>
    public SpectrometerInfo Info => inner.Info;

    /// <inheritdoc/>
    public LinkCounters Counters => inner.Counters;

    /// <inheritdoc/>
    public InstrumentCapabilities Capabilities => inner.Capabilities | (options.Laser is null && options.Enable is null ? 0 : InstrumentCapabilities.Excitation);

    /// <inheritdoc/>
    public void SetIntegrationTime(TimeSpan time, CancellationToken cancellation) => inner.SetIntegrationTime(time, cancellation);

    /// <inheritdoc/>
    public FrameInfo Acquire(Span<float> counts, CancellationToken cancellation)
    {
        try
        {
            CheckInterlockWhileOn();
            var info = inner.Acquire(counts, cancellation);
            CheckInterlockWhileOn();
            return info;
        }
        catch (Exception error) when (State != LaserState.Off && error is IOException or TimeoutException or InstrumentException or OperationCanceledException)
        {
            Cut();
            throw;
        }
    }

    /// <inheritdoc/>
    public void SetExcitation(bool on, CancellationToken cancellation)
    {
        if (on)
            SwitchOn(cancellation);
        else
            SwitchOff(cancellation);
    }

    /// <inheritdoc/>
    public double? ReadTemperature(CancellationToken cancellation) => inner.ReadTemperature(cancellation);

    /// <inheritdoc/>
    public void SetScansToAverage(int scans, CancellationToken cancellation) => inner.SetScansToAverage(scans, cancellation);

    /// <inheritdoc/>
    public void SetBoxcar(int halfWidth, CancellationToken cancellation) => inner.SetBoxcar(halfWidth, cancellation);

    /// <inheritdoc/>
    public void SetTriggerMode(int mode, CancellationToken cancellation) => inner.SetTriggerMode(mode, cancellation);

    /// <inheritdoc/>
    public void SetDetectorTarget(double? celsius, CancellationToken cancellation) => inner.SetDetectorTarget(celsius, cancellation);

    /// <inheritdoc/>
    public bool? IsDetectorStable(CancellationToken cancellation) => inner.IsDetectorStable(cancellation);

    /// <summary>False where any interlock is open, true where at least one is there and all are closed, null where there is none.</summary>
    public bool? IsInterlockClosed(CancellationToken cancellation)
    {
        var found = Both(options.Interlock?.Read(), options.Laser?.IsInterlockClosed(cancellation));
        return Both(found, inner.IsInterlockClosed(cancellation));
    }

    /// <inheritdoc/>
    public void SetLaserWatchdog(TimeSpan time, CancellationToken cancellation) => inner.SetLaserWatchdog(time, cancellation);

    /// <summary>Light off by every way, then everything closed.</summary>
    public void Dispose()
    {
        if (State != LaserState.Off)
            Cut();
        inner.Dispose();
        options.Laser?.Dispose();
        options.Enable?.Dispose();
        options.Interlock?.Dispose();
    }

    void SwitchOn(CancellationToken cancellation)
    {
        if (State == LaserState.Unknown)
            throw new InstrumentException("Expected the laser to be confirmed off before it is switched on, its state is not known. Switch it off first.");
        if (IsInterlockClosed(cancellation) == false)
        {
            InterlockTrips++;
            throw new InstrumentException("Expected a closed interlock before the laser is switched on, found it open. Close it, then try again.");
        }
        if ((inner.Capabilities & InstrumentCapabilities.LaserWatchdog) != 0)
            inner.SetLaserWatchdog(options.Watchdog, cancellation);
        State = LaserState.On; // before the command: when its answer is lost the light may burn
        try
        {
            options.Enable?.Write(true);
            if (options.Laser is { } laser)
                laser.SetEmission(true, cancellation);
            else if ((inner.Capabilities & InstrumentCapabilities.Excitation) != 0 || options.Enable is null)
                inner.SetExcitation(true, cancellation); // an instrument that cannot says so
        }
        catch (Exception error) when (error is IOException or TimeoutException or InstrumentException or OperationCanceledException)
        {
            Cut();
            throw;
        }
    }

    void SwitchOff(CancellationToken cancellation)
    {
        try
        {
            options.Enable?.Write(false); // first: it needs no answer
            if (options.Laser is { } laser)
                laser.SetEmission(false, cancellation);
            else if ((inner.Capabilities & InstrumentCapabilities.Excitation) != 0)
                inner.SetExcitation(false, cancellation);
            State = LaserState.Off;
        }
        catch (Exception error) when (error is IOException or TimeoutException or InstrumentException or OperationCanceledException)
        {
            if (State != LaserState.Off)
                Cut();
            throw;
        }
    }

    static bool? Both(bool? one, bool? other) => one is null ? other : other is null ? one : one.Value && other.Value;

    void CheckInterlockWhileOn()
    {
        if (State != LaserState.On || options.Interlock?.Read() != false)
            return;
        InterlockTrips++;
        throw new InstrumentException("Expected a closed interlock while the laser is on, found it open; the laser was switched off. Close it, then try again.");
    }

    // Every way, each whatever became of the others. A lost line cannot carry "off"; the enable line or the laser's own line still can.
    void Cut()
    {
        EmergencyStops++;
        var sure = Try(options.Enable, line => line.Write(false));
        sure |= Try(options.Laser, laser => laser.SetEmission(false, CancellationToken.None));
        if (options.Laser is null && (inner.Capabilities & InstrumentCapabilities.Excitation) != 0)
            sure |= Try(inner, spectrometer => spectrometer.SetExcitation(false, CancellationToken.None));
        State = sure ? LaserState.Off : LaserState.Unknown;
    }

    static bool Try<T>(T? way, Action<T> off)
        where T : class
    {
        if (way is null)
            return false;
        try
        {
            off(way);
            return true;
        }
        catch (Exception error) when (error is IOException or TimeoutException or InstrumentException or ObjectDisposedException)
        {
            return false;
        }
    }
}
