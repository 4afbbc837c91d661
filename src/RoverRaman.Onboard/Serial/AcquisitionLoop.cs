using RoverRaman.Instruments;
using RoverRaman.Instruments.Conversion;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// First stage, one thread: owns the spectrometer, keeps the line up, takes darks and spectra when they are due, and hands frames on.
/// The excitation is on only while a spectrum is collected.
/// </summary>
public sealed class AcquisitionLoop(
    ISpectrometerSource source, AcquisitionOptions options, AcquisitionTrigger trigger, SlotRing<RawFrame> frames,
    AcquisitionCounters counters, EventLog log, TimeProvider clock, uint firstSpectrumId = 1)
{
    static readonly TimeSpan TemperatureInterval = TimeSpan.FromSeconds(10), LookInterval = TimeSpan.FromMilliseconds(20);
    readonly Backoff _backoff = new(options.ReconnectFirst, options.ReconnectLongest);
    uint _nextSpectrumId = firstSpectrumId;
    int _failuresInRow;
    int _tries;
    AcquireRequest? _request;
    bool _opened;
    volatile bool _connected;
    DarkReference? _dark;
    long _darkTakenAt;
    double? _darkCelsius;
    TimeSpan _integrationTime;
    FrameStack? _stack;
    long? _temperatureReadAt;

    /// <summary>Sign of life.</summary>
    public Heartbeat Heartbeat { get; } = new("acquisition", clock);

    /// <summary>True while an instrument is on the line.</summary>
    public bool IsConnected => _connected;

    /// <summary>True when the configured number of spectra was taken.</summary>
    public bool IsFinished => options.Count > 0 && counters.Spectra >= options.Count;

    /// <summary>Works until cancelled or finished, over as many connections as it takes.</summary>
    public void Run(CancellationToken stop)
    {
        using var wake = stop.Register(trigger.Stop);
        while (!stop.IsCancellationRequested && !IsFinished)
            if (ConnectAndServe(stop) is { } fault)
                WaitAfterFailure(fault, stop);
        Answer(CommandResult.Unavailable, "the daemon stops");
    }

    /// <summary>One connection from open to close. Returns what ended it, or null where the work itself came to its end.</summary>
    Exception? ConnectAndServe(CancellationToken stop)
    {
        try
        {
            using var instrument = Connect(stop);
            Serve(instrument, stop);
            return null;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e) when (IsFaultOfTheLine(e))
        {
            return e;
        }
    }

    ISpectrometer Connect(CancellationToken stop)
    {
        Heartbeat.QuietFor(options.ReconnectLongest + TimeSpan.FromSeconds(10));
        _opened = false;
        var instrument = source.Open(stop);
        _opened = _connected = true;
        counters.Connections++;
        log.Info("instrument-connected", ("port", source.Name), ("model", instrument.Info.Model),
            ("serial", instrument.Info.SerialNumber), ("pixels", instrument.Info.PixelCount), ("checked", instrument.Info.HasCheckedReplies));
        return instrument;
    }

    void Serve(ISpectrometer instrument, CancellationToken stop)
    {
        _dark = null;
        _failuresInRow = 0;
        var before = counters.Link;
        try
        {
            SwitchExcitation(instrument, false, stop);
            SetIntegrationTime(instrument, options.IntegrationTime, stop);
            _stack = options.Frames > 1 ? new FrameStack(instrument.Info.PixelCount, options.Frames) : null;
            while (!stop.IsCancellationRequested && !IsFinished)
            {
                Heartbeat.Beat();
                if (_request is not null || trigger.Wait(Heartbeat.LongestWait, out _request))
                    Attempt(instrument, stop);
                counters.Link = before + instrument.Counters;
            }
        }
        finally
        {
            _connected = false;
            LeaveDark(instrument);
            counters.Link = before + instrument.Counters;
        }
    }

    /// <summary>One spectrum that is due. A failure leaves the line up until there were too many in a row.</summary>
    void Attempt(ISpectrometer instrument, CancellationToken stop)
    {
        try
        {
            if (DarkIsDue())
                TakeDark(instrument, stop);
            TakeSpectrum(instrument, stop);
            _failuresInRow = 0;
            _backoff.Reset();
            Answer(CommandResult.Done, "");
            if (TemperatureIsDue())
                ReadTemperature(instrument, stop);
        }
        catch (Exception e) when (IsFaultOfTheLine(e))
        {
            counters.Failures++;
            TryAgainOrGiveUp(e);
            if (e is TransportLostException || ++_failuresInRow >= options.FailuresBeforeReconnect)
                throw;
            log.Warn("acquisition-failed", ("port", source.Name), ("reason", e.Message), ("in_row", _failuresInRow));
            SwitchExcitation(instrument, false, stop);
        }
    }

    bool DarkIsDue() => options.Dark == DarkMode.ExcitationOff
        && (_dark is null || clock.GetElapsedTime(_darkTakenAt) > options.DarkMaximumAge
            || Math.Abs((counters.DetectorCelsius - _darkCelsius) ?? 0) > options.DarkMaximumChange);

    void SetIntegrationTime(ISpectrometer instrument, TimeSpan time, CancellationToken stop)
    {
        instrument.SetIntegrationTime(time, stop);
        _integrationTime = time;
    }

    void TakeDark(ISpectrometer instrument, CancellationToken stop)
    {
        SwitchExcitation(instrument, false, stop);
        Heartbeat.QuietFor(LongestAcquisition);
        var counts = new float[instrument.Info.PixelCount];
        var info = Acquire(instrument, counts, stop);
        _dark = new DarkReference(counts, info.IntegrationTime);
        _darkCelsius = counters.DetectorCelsius;
        _darkTakenAt = clock.GetTimestamp();
        counters.Darks++;
    }

    bool TemperatureIsDue() => _temperatureReadAt is not { } last || clock.GetElapsedTime(last) > TemperatureInterval;

    /// <summary>Between spectra, where it delays no decision.</summary>
    void ReadTemperature(ISpectrometer instrument, CancellationToken stop)
    {
        _temperatureReadAt = clock.GetTimestamp(); // first: a sensor that fails must not be asked after every spectrum
        counters.DetectorCelsius = instrument.ReadTemperature(stop);
    }

    void TakeSpectrum(ISpectrometer instrument, CancellationToken stop)
    {
        SwitchExcitation(instrument, true, stop);
        if (options.ExcitationSettle > TimeSpan.Zero)
            trigger.Pause(options.ExcitationSettle);
        Heartbeat.QuietFor(LongestAcquisition);
        var frame = frames.Rent();
        try
        {
            frame.Instrument = instrument.Info;
            frame.Info = AcquireExposed(instrument, frame.Reserve(instrument.Info.PixelCount), stop);
            if (options.Dark == DarkMode.ExcitationOff && _dark?.IntegrationTime != frame.Info.IntegrationTime)
                TakeDark(instrument, stop); // the exposure has changed
        }
        catch
        {
            frames.Return(frame);
            throw;
        }
        frame.TakenAt = clock.GetUtcNow();
        frame.Dark = _dark is { } dark && dark.IntegrationTime == frame.Info.IntegrationTime ? dark : null;
        frame.SpectrumId = _nextSpectrumId++;
        frames.Publish(frame);
        counters.Spectra++;
        SwitchExcitation(instrument, false, stop); // after the frame is on its way: this costs the decision no time
    }

    /// <summary>A spectrum at the integration time that suits it, where that is to be found.</summary>
    FrameInfo AcquireExposed(ISpectrometer instrument, Span<float> counts, CancellationToken stop)
    {
        var info = Acquire(instrument, counts, stop);
        if (options.AutoExposure is not { } exposure)
            return info;
        var start = clock.GetTimestamp();
        for (var tries = 0; tries < exposure.MaximumTries && exposure.Next(_integrationTime, counts, instrument.Info.MaximumCounts) is { } better; tries++)
        {
            if (clock.GetElapsedTime(start) + better * options.Frames > exposure.LongestSearch)
                break;
            counters.ExposureTries++;
            SetIntegrationTime(instrument, better, stop);
            Heartbeat.QuietFor(LongestAcquisition);
            info = Acquire(instrument, counts, stop);
        }
        return info;
    }

    FrameInfo Acquire(ISpectrometer instrument, Span<float> counts, CancellationToken stop)
    {
        if (_stack is null)
            return instrument.Acquire(counts, stop);
        _stack.Clear();
        FrameInfo info = default;
        for (var i = 0; i < options.Frames; i++)
        {
            Heartbeat.QuietFor(LongestAcquisition);
            info = instrument.Acquire(_stack.Next(), stop);
        }
        counters.CosmicRays += _stack.Average(counts);
        return info with { Scans = info.Scans * options.Frames };
    }

    TimeSpan LongestAcquisition => 2 * _integrationTime + TimeSpan.FromSeconds(10);

    void SwitchExcitation(ISpectrometer instrument, bool on, CancellationToken stop)
    {
        if (options.Excitation == ExcitationControl.PerSpectrum)
            instrument.SetExcitation(on, stop);
    }

    /// <summary>Last thing on a connection, whatever happened: excitation off, if anybody still listens.</summary>
    void LeaveDark(ISpectrometer instrument)
    {
        try
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1), clock);
            SwitchExcitation(instrument, false, soon.Token);
        }
        catch (Exception e) when (IsFaultOfTheLine(e) || e is OperationCanceledException)
        {
            counters.ExcitationNotConfirmedOff++;
            log.Warn("excitation-not-confirmed-off", ("port", source.Name), ("reason", e.Message));
        }
    }

    /// <summary>A commanded spectrum is tried again, but not for ever: each try fires the laser.</summary>
    void TryAgainOrGiveUp(Exception fault)
    {
        if (_request is null || ++_tries < options.FailuresBeforeReconnect)
            return;
        counters.CommandsFailed++;
        Answer(CommandResult.Failed, fault.Message);
    }

    void Answer(CommandResult result, string text)
    {
        _request?.Answer(result, text);
        _request = null;
        _tries = 0;
    }

    void WaitAfterFailure(Exception fault, CancellationToken stop)
    {
        if (_opened)
            counters.ConnectionsLost++;
        else
            counters.ConnectFailures++;
        var wait = _backoff.Next();
        log.Warn(_opened ? "instrument-lost" : "instrument-unavailable", ("port", source.Name), ("reason", fault.Message),
            ("failures", _backoff.Failures), ("retry_ms", (int)wait.TotalMilliseconds));
        Heartbeat.QuietFor(wait + TimeSpan.FromSeconds(10));
        WaitForTheLine(wait, stop);
    }

    /// <summary>A device that was away and is back ends the wait, however long it had become.</summary>
    void WaitForTheLine(TimeSpan longest, CancellationToken stop)
    {
        var start = clock.GetTimestamp();
        var wasPresent = source.IsPresent;
        while (!stop.IsCancellationRequested && longest - clock.GetElapsedTime(start) is { Ticks: > 0 } left)
        {
            trigger.Pause(left < LookInterval ? left : LookInterval);
            var isPresent = source.IsPresent;
            if (isPresent && !wasPresent)
            {
                _backoff.Reset();
                return;
            }
            wasPresent = isPresent;
        }
    }

    static bool IsFaultOfTheLine(Exception e) => e is IOException or TimeoutException or InstrumentException or UnauthorizedAccessException;
}
