using RoverRaman.Instruments;
using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

public sealed class AcquisitionLoopTests : IDisposable
{
    static readonly AcquisitionOptions Fast = new()
    {
        Period = TimeSpan.Zero,
        Count = 5,
        ReconnectFirst = TimeSpan.FromMilliseconds(1),
        ReconnectLongest = TimeSpan.FromMilliseconds(2),
    };

    readonly AcquisitionCounters _counters = new();
    readonly StringWriter _log = new();
    readonly List<CommandResult> _answers = [];

    public void Dispose() => _log.Dispose();

    SlotRing<RawFrame> Run(ISpectrometerSource source, AcquisitionOptions options, uint firstId = 1, TimeProvider? clock = null, CancellationToken stop = default)
    {
        clock ??= TimeProvider.System;
        var frames = new SlotRing<RawFrame>(64, () => new RawFrame());
        var trigger = new AcquisitionTrigger(options, clock);
        for (var i = 0; i < options.Count && options.Mode == AcquireMode.Command; i++)
            Assert.True(trigger.TryRequest(new AcquireRequest((result, _) => _answers.Add(result))));
        new AcquisitionLoop(source, options, trigger, frames, _counters, new EventLog(_log, clock), clock, firstId).Run(stop);
        return frames;
    }

    static List<RawFrame> Drain(SlotRing<RawFrame> frames)
    {
        var list = new List<RawFrame>();
        while (frames.Take(TimeSpan.Zero) is { } frame)
            list.Add(frame);
        return list;
    }

    [Fact]
    public void Run_TakesOneDarkThenTheCountedSpectra_WithExcitationOnOnlyForThem()
    {
        var instrument = new FakeSpectrometer();
        var frames = Drain(Run(new FakeSource(instrument), Fast with { Count = 2 }, firstId: 41));

        Assert.Equal(["off", "integration 100", "off", "dark", "on", "light", "off", "on", "light", "off", "off", "dispose"], instrument.Calls);
        Assert.Equal([41u, 42u], frames.Select(f => f.SpectrumId));
        Assert.All(frames, f => Assert.NotNull(f.Dark));
        Assert.Equal((2, 1, 1), (_counters.Spectra, _counters.Darks, _counters.Connections));
    }

    [Fact]
    public void Run_LineComesBackDuringALongWait_ConnectsAtOnce()
    {
        var looks = 0;
        var source = new FakeSource(new IOException("away"), new FakeSpectrometer()) { Present = () => ++looks > 2 };
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        _ = Run(source, Fast with { ReconnectFirst = TimeSpan.FromHours(1), ReconnectLongest = TimeSpan.FromHours(1) });

        Assert.Equal((5, 3), (_counters.Spectra, looks));
        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Run_ReadsTheDetectorsTemperature_OnceInAWhile()
    {
        var asked = 0;
        _ = Run(new FakeSource(new FakeSpectrometer { Temperature = () => 20 + asked++ }), Fast);

        Assert.Equal((1, 20.0), (asked, _counters.DetectorCelsius));
    }

    [Fact]
    public void Run_WhenTheTemperatureSensorFails_StillTakesEverySpectrum_AndCountsIt()
    {
        var instrument = new FakeSpectrometer { Temperature = () => throw new InstrumentException("no answer from the sensor") };
        var frames = Drain(Run(new FakeSource(instrument), Fast));

        Assert.Equal(5, frames.Count);
        Assert.Equal((1, 1), (_counters.Failures, _counters.Connections));
    }

    [Fact]
    public void Run_WithExternalExcitation_NeverTouchesTheLaser()
    {
        var instrument = new FakeSpectrometer();
        var frames = Drain(Run(new FakeSource(instrument), Fast with { Excitation = ExcitationControl.External, Dark = DarkMode.None }));

        Assert.DoesNotContain(instrument.Calls, c => c is "on" or "off");
        Assert.All(frames, f => Assert.Null(f.Dark));
    }

    [Fact]
    public void Run_WhenTheLineIsLostMidSpectrum_OpensItAgain_CountsIt_AndTakesTheRest()
    {
        var first = new FakeSpectrometer { OnAcquire = (n, _) => { if (n == 4) throw new TransportLostException("unplugged"); } };
        var second = new FakeSpectrometer();
        var frames = Drain(Run(new FakeSource(first, new IOException("no such port"), new TimeoutException("nobody answers"), second), Fast));

        Assert.Equal(5, frames.Count);
        Assert.True(first.Disposed);
        Assert.Equal((5, 2, 1, 2, 1), (_counters.Spectra, _counters.Connections, _counters.ConnectionsLost, _counters.ConnectFailures, _counters.Failures));
        Assert.Contains("instrument-lost", _log.ToString(), StringComparison.Ordinal);
        Assert.Equal([1u, 2u, 3u, 4u, 5u], frames.Select(f => f.SpectrumId)); // ids are given to spectra, not to attempts
        Assert.Equal(2, _counters.Darks); // a new connection needs a new dark
    }

    [Fact]
    public void Run_OnAnyFailure_SwitchesTheExcitationOff()
    {
        var instrument = new FakeSpectrometer { OnAcquire = (n, _) => { if (n is 2 or 3) throw new TimeoutException("mute"); } };
        Run(new FakeSource(instrument), Fast with { Count = 1 });

        Assert.False(instrument.Excited);
        Assert.Equal(["off", "integration 100", "off", "dark", "on", "off", "on", "off", "on", "light", "off", "off", "dispose"], instrument.Calls);
        Assert.Equal(2, _counters.Failures);
        Assert.Equal(0, _counters.ConnectionsLost);
    }

    [Fact]
    public void Run_AfterTooManyFailuresInARow_ReopensTheLine()
    {
        var broken = new FakeSpectrometer { OnAcquire = (_, _) => throw new InstrumentException("error 5") };
        Run(new FakeSource(broken, new FakeSpectrometer()), Fast with { Count = 1, FailuresBeforeReconnect = 3 });

        Assert.Equal((3, 1, 2), (_counters.Failures, _counters.ConnectionsLost, _counters.Connections));
    }

    [Fact]
    public void Run_OnCommand_TriesACommandedSpectrumAgain_ButNotForEver()
    {
        var light = 0;
        var instrument = new FakeSpectrometer { OnAcquire = (_, lit) => { if (lit && ++light <= 2) throw new TimeoutException("mute"); } };
        var broken = new FakeSpectrometer { OnAcquire = (_, lit) => { if (lit) throw new TimeoutException("mute"); } };
        var options = Fast with { Mode = AcquireMode.Command, Count = 1, FailuresBeforeReconnect = 3 };
        Run(new FakeSource(instrument), options);
        Assert.Equal([CommandResult.Done], _answers);
        Assert.Equal((2, 0, 1), (_counters.Failures, _counters.CommandsFailed, _counters.Spectra));

        using var stop = new CancellationTokenSource();
        var source = new StoppingSource(new FakeSource(broken), stop);
        Run(source, options with { Count = 5 }, stop: stop.Token);
        Assert.Equal(CommandResult.Failed, _answers[1]);
        Assert.Equal(1, _counters.CommandsFailed);
        Assert.Equal([CommandResult.Unavailable, CommandResult.Unavailable, CommandResult.Unavailable, CommandResult.Unavailable], _answers[2..]);
    }

    /// <summary>Cancels when the instrument is opened for the second time.</summary>
    sealed class StoppingSource(FakeSource inner, CancellationTokenSource stop) : ISpectrometerSource
    {
        public string Name => inner.Name;

        public bool IsPresent => inner.IsPresent;

        public ISpectrometer Open(CancellationToken cancellation)
        {
            if (inner.Opened == 1)
                stop.Cancel();
            return inner.Open(cancellation);
        }
    }

    [Fact]
    public void Run_WhenTheDarkIsTooOld_TakesANewOne()
    {
        var clock = new ManualClock();
        var instrument = new FakeSpectrometer { OnAcquire = (_, lit) => { if (lit) clock.Advance(TimeSpan.FromMinutes(4)); } };
        Run(new FakeSource(instrument), Fast with { Count = 6, DarkMaximumAge = TimeSpan.FromMinutes(10) }, clock: clock);

        Assert.Equal(2, _counters.Darks);
    }

    [Fact]
    public void Run_WhenCancelledBeforeConnecting_Ends()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Empty(Drain(Run(new FakeSource(new FakeSpectrometer()), Fast, stop: stop.Token)));
    }
}
