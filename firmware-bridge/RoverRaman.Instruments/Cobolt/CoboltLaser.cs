using System.Globalization;
using System.Text;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Instruments.Cobolt;

/// <summary>A Cobolt laser of the 04 series (and those that speak like it). Detection asks for the serial number only.</summary>
public sealed class CoboltLaser : ILaser
{
    readonly InstrumentLink _link;
    readonly byte[] _line = new byte[CoboltProtocol.LongestReply];
    bool _on;

    CoboltLaser(InstrumentLink link) => _link = link;

    /// <summary>Serial number.</summary>
    public string SerialNumber { get; private set; } = "";

    /// <inheritdoc/>
    public string Name => $"Cobolt {SerialNumber}";

    /// <summary>Identifies the laser and makes sure that it is off. Takes over the transport, also on failure.</summary>
    public static CoboltLaser Open(IByteTransport transport, SpectrometerOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var laser = new CoboltLaser(new InstrumentLink(transport, options));
        try
        {
            laser.SerialNumber = laser.Ask(CoboltProtocol.SerialNumber, cancellation);
            laser.Set(CoboltProtocol.Off, cancellation);
            return laser;
        }
        catch
        {
            laser.Dispose();
            throw;
        }
    }

    /// <summary>Opens an address and the laser there; a tty without a rate at 115200.</summary>
    public static CoboltLaser Attach(TransportAddress address, SpectrometerOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Open((address with { Baud = address.Baud ?? CoboltProtocol.Baud }).Open(cancellation), options, cancellation);
    }

    /// <inheritdoc/>
    public void SetEmission(bool on, CancellationToken cancellation)
    {
        if (on && IsInterlockClosed(cancellation) == false)
            throw new InstrumentException($"{Name}: expected a closed interlock before the laser is switched on, found it open.");
        _on |= on; // also where the reply is lost
        Set(on ? CoboltProtocol.On : CoboltProtocol.Off, cancellation);
        _on = on;
    }

    /// <inheritdoc/>
    public bool? IsInterlockClosed(CancellationToken cancellation) => Ask(CoboltProtocol.Interlock, cancellation) switch
    {
        "0" => true,
        "1" => false,
        var other => throw _link.Refused($"expected 0 or 1 as the state of the interlock, found \"{other}\"."),
    };

    /// <summary>Fault number, 0 for none; <see cref="CoboltProtocol.DescribeFault"/> says what it means.</summary>
    public int ReadFault(CancellationToken cancellation) => int.TryParse(Ask(CoboltProtocol.Fault, cancellation), out var number)
        ? number
        : throw _link.Refused("expected a fault number.");

    /// <summary>Power measured, W.</summary>
    public double ReadPower(CancellationToken cancellation) =>
        double.TryParse(Ask(CoboltProtocol.PowerMeasured, cancellation), NumberStyles.Float, CultureInfo.InvariantCulture, out var watts)
            ? watts
            : throw _link.Refused("expected a power in W.");

    /// <summary>Sets the power, W.</summary>
    public void SetPower(double watts, CancellationToken cancellation)
    {
        if (watts is < 0 or > 10 || double.IsNaN(watts))
            throw new InstrumentException($"Expected a laser power of 0 to 10 W, found {watts} W.");
        Set(CoboltProtocol.SetPower(watts), cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        LastCommand.Try(_on, () => SetEmission(false, CancellationToken.None));
        _link.Dispose();
    }

    void Set(string command, CancellationToken cancellation)
    {
        var reply = Ask(command, cancellation);
        if (reply != CoboltProtocol.Done)
            throw _link.Refused($"\"{command}\" was answered with \"{reply}\"; expected {CoboltProtocol.Done}.");
    }

    string Ask(string question, CancellationToken cancellation)
    {
        _link.Send(CoboltProtocol.Encode(question), cancellation);
        var length = _link.ReadLine(_line, CoboltProtocol.End, TimeSpan.Zero, cancellation);
        return Encoding.ASCII.GetString(_line, 0, length).Trim('\n', ' ');
    }
}
