using RoverRaman.Instruments.Safety;

namespace RoverRaman.Instruments.Tests.Safety;

/// <summary>Light goes on only when it may, and is off after whatever goes wrong.</summary>
public sealed class LaserGuardTests : IDisposable
{
    readonly GuardedInstrument _instrument = new();
    readonly FakeLine _enable = new(), _interlock = new() { State = true };

    [Fact]
    public void SetExcitation_InterlocksClosed_LightsAndGoesOutAgain()
    {
        using var guard = Guard();
        guard.SetExcitation(true, default);
        Assert.Equal((LaserState.On, true, true), (guard.State, _enable.State, _instrument.Lit));
        guard.SetExcitation(false, default);
        Assert.Equal((LaserState.Off, false, false), (guard.State, _enable.State, _instrument.Lit));
    }

    [Fact]
    public void SetExcitation_InterlockOpen_IsRefusedAndNothingIsSent()
    {
        _interlock.State = false;
        using var guard = Guard();
        Assert.Contains("interlock", Assert.Throws<InstrumentException>(() => guard.SetExcitation(true, default)).Message, StringComparison.Ordinal);
        Assert.Equal((LaserState.Off, 0, 1), (guard.State, _instrument.Commands, guard.InterlockTrips));
    }

    [Fact]
    public void Acquire_InterlockOpensMeanwhile_CutsTheLight()
    {
        using var guard = Guard();
        guard.SetExcitation(true, default);
        _instrument.OnAcquire = () => _interlock.State = false;
        Assert.Throws<InstrumentException>(() => guard.Acquire(new float[4], default));
        Assert.Equal((LaserState.Off, false, false), (guard.State, _enable.State, _instrument.Lit));
    }

    [Theory]
    [InlineData(true, LaserState.Off)]
    [InlineData(false, LaserState.Unknown)]
    public void Acquire_LineLost_IsOffWhereAnotherWayCutsIt(bool enableLine, LaserState expected)
    {
        using var guard = Guard(enableLine);
        guard.SetExcitation(true, default);
        _instrument.Gone = true;
        Assert.Throws<TransportLostException>(() => guard.Acquire(new float[4], default));
        Assert.Equal(expected, guard.State);
        Assert.False(_enable.State);
    }

    [Fact]
    public void SetExcitation_StateUnknown_LightsOnlyAfterItWasConfirmedOff()
    {
        using var guard = Guard(enableLine: false);
        guard.SetExcitation(true, default);
        _instrument.Gone = true;
        Assert.Throws<TransportLostException>(() => guard.Acquire(new float[4], default));
        _instrument.Gone = false;
        Assert.Throws<InstrumentException>(() => guard.SetExcitation(true, default));
        guard.SetExcitation(false, default);
        guard.SetExcitation(true, default);
        Assert.True(_instrument.Lit);
    }

    [Fact]
    public void Dispose_WhileOn_SwitchesOffByEveryWayAndClosesAll()
    {
        var guard = Guard();
        guard.SetExcitation(true, default);
        guard.Dispose();
        Assert.Equal((false, false, true, true), (_enable.State, _instrument.Lit, _instrument.Closed, _enable.Closed));
    }

    [Fact]
    public void SetExcitation_DeviceWithWatchdog_IsWoundBeforeTheLight()
    {
        using var guard = Guard();
        guard.SetExcitation(true, default);
        Assert.Equal(TimeSpan.FromSeconds(10), _instrument.Watchdog);
    }

    public void Dispose()
    {
        _instrument.Dispose();
        _enable.Dispose();
        _interlock.Dispose();
    }

    LaserGuard Guard(bool enableLine = true) => new(_instrument, new LaserGuardOptions { Enable = enableLine ? _enable : null, Interlock = _interlock });
}
