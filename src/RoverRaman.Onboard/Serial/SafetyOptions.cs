using RoverRaman.Instruments;
using RoverRaman.Instruments.Cobolt;
using RoverRaman.Instruments.Housekeeping;
using RoverRaman.Instruments.Safety;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Onboard;

/// <summary>What guards the laser, as settings name it. Opened anew with each connection.</summary>
public sealed record SafetyOptions
{
    /// <summary>GPIO output that enables the laser's driver, or null.</summary>
    public GpioAddress? Enable { get; init; }

    /// <summary>GPIO input that is on while the interlock is closed, or null.</summary>
    public GpioAddress? Interlock { get; init; }

    /// <summary>A Cobolt laser with a line of its own, or null.</summary>
    public TransportAddress? Cobolt { get; init; }

    /// <summary>Time after which a device that can switches its laser off by itself.</summary>
    public TimeSpan Watchdog { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Opens all of it.</summary>
    /// <exception cref="IOException">A line is not there.</exception>
    public LaserGuardOptions Open(CancellationToken cancellation)
    {
        IDigitalLine? enable = null, interlock = null;
        try
        {
            enable = Enable is { } output ? GpioLine.OpenOutput(output.Chip, output.Line, output.ActiveLow) : null;
            interlock = Interlock is { } input ? GpioLine.OpenInput(input.Chip, input.Line, input.ActiveLow) : null;
            var laser = Cobolt is { } address ? CoboltLaser.Attach(address, new SpectrometerOptions(), cancellation) : null;
            return new LaserGuardOptions { Enable = enable, Interlock = interlock, Laser = laser, Watchdog = Watchdog };
        }
        catch
        {
            enable?.Dispose();
            interlock?.Dispose();
            throw;
        }
    }
}
