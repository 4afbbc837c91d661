using RoverRaman.Instruments.BwTek;
using RoverRaman.Instruments.C12880;
using RoverRaman.Instruments.Classic;
using RoverRaman.Instruments.MicroSpec;
using RoverRaman.Instruments.Obp;
using RoverRaman.Instruments.Tcd1304;
using RoverRaman.Instruments.Transports;
using RoverRaman.Instruments.Wasatch;

namespace RoverRaman.Instruments;

/// <summary>Names of the protocols, and how to open an instrument of each.</summary>
public static class Protocols
{
    static readonly (string Name, InstrumentProtocol Protocol, int Baud)[] Table =
    [
        ("obp", InstrumentProtocol.Sts, 9600),
        ("obp-qepro", InstrumentProtocol.QePro, 9600),
        ("obp-ventana", InstrumentProtocol.Ventana, 9600),
        ("obp-fx", InstrumentProtocol.Fx, 9600),
        ("obp-hdx", InstrumentProtocol.Hdx, 9600),
        ("obp2", InstrumentProtocol.Obp2, 9600),
        ("usb2000", InstrumentProtocol.Usb2000, 9600),
        ("usb4000", InstrumentProtocol.Usb4000, 9600),
        ("bwtek", InstrumentProtocol.BwTek, 9600),
        ("bwtek-binary", InstrumentProtocol.BwTekBinary, 9600),
        ("tcd1304", InstrumentProtocol.Tcd1304, 115200),
        ("tcd1304-later", InstrumentProtocol.Tcd1304Later, 115200),
        ("c12880", InstrumentProtocol.C12880, 115200),
        ("c12880-commanded", InstrumentProtocol.C12880Commanded, 115200),
        ("wasatch", InstrumentProtocol.Wasatch, 115200),
        ("microspec", InstrumentProtocol.MicroSpec, 115200),
    ];

    /// <summary>All names, as settings and command lines write them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table.Select(row => row.Name)];

    /// <summary>The name of a protocol.</summary>
    public static string NameOf(InstrumentProtocol protocol) => Array.Find(Table, row => row.Protocol == protocol).Name;

    /// <summary>Finds a protocol by its name.</summary>
    public static bool TryParse(string name, out InstrumentProtocol protocol)
    {
        var at = Array.FindIndex(Table, row => row.Name == name);
        protocol = at < 0 ? default : Table[at].Protocol;
        return at >= 0;
    }

    /// <summary>Opens an address and the instrument there. Sends questions and settings, never a command that lights a laser or a lamp.</summary>
    /// <exception cref="TransportLostException">Nothing is there, or the line went away.</exception>
    /// <exception cref="TimeoutException">No instrument answers.</exception>
    /// <exception cref="InstrumentException">It answers, but not as its protocol says.</exception>
    public static ISpectrometer Attach(InstrumentProtocol protocol, TransportAddress address, SpectrometerOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(address);
        var opened = address.Host is null && address.Baud is null ? address with { Baud = Array.Find(Table, row => row.Protocol == protocol).Baud } : address;
        return Open(protocol, opened.Open(cancellation), address.Baud, options, cancellation);
    }

    /// <summary>The instrument on an open line. Takes over the transport, also on failure.</summary>
    /// <param name="protocol">What it speaks.</param>
    /// <param name="transport">The line.</param>
    /// <param name="baud">Rate to take it to, or null: as it is found.</param>
    /// <param name="options">Settings.</param>
    /// <param name="cancellation">Ends it.</param>
    public static ISpectrometer Open(InstrumentProtocol protocol, IByteTransport transport, int? baud, SpectrometerOptions options, CancellationToken cancellation) => protocol switch
    {
        InstrumentProtocol.Sts => Obp(ObpModel.Sts, transport, baud, options, cancellation),
        InstrumentProtocol.QePro => Obp(ObpModel.QePro, transport, baud, options, cancellation),
        InstrumentProtocol.Ventana => Obp(ObpModel.Ventana, transport, baud, options, cancellation),
        InstrumentProtocol.Fx => Obp(ObpModel.Fx, transport, baud, options, cancellation),
        InstrumentProtocol.Hdx => Obp(ObpModel.Hdx, transport, baud, options, cancellation),
        InstrumentProtocol.Obp2 => Obp2Spectrometer.Open(transport, options, cancellation),
        InstrumentProtocol.Usb2000 => ClassicSpectrometer.Open(transport, ClassicModel.Usb2000, baud, options, cancellation),
        InstrumentProtocol.Usb4000 => ClassicSpectrometer.Open(transport, ClassicModel.Usb4000, baud, options, cancellation),
        InstrumentProtocol.BwTek => BwTekSpectrometer.Open(transport, baud, binary: false, options, cancellation),
        InstrumentProtocol.BwTekBinary => BwTekSpectrometer.Open(transport, baud, binary: true, options, cancellation),
        InstrumentProtocol.Tcd1304 => TcdSpectrometer.Open(transport, TcdGeneration.First, options, cancellation),
        InstrumentProtocol.Tcd1304Later => TcdSpectrometer.Open(transport, TcdGeneration.Later, options, cancellation),
        InstrumentProtocol.C12880 => C12880Spectrometer.Open(transport, commanded: false, options, cancellation),
        InstrumentProtocol.C12880Commanded => C12880Spectrometer.Open(transport, commanded: true, options, cancellation),
        InstrumentProtocol.Wasatch => WispSpectrometer.Open(transport, options, cancellation),
        InstrumentProtocol.MicroSpec => MicroSpecSpectrometer.Open(transport, options, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, $"Expected one of {string.Join(", ", Names)}."),
    };

    static ObpSpectrometer Obp(ObpModel model, IByteTransport transport, int? baud, SpectrometerOptions options, CancellationToken cancellation)
    {
        var client = new ObpClientOptions { Margin = options.Margin, Checksum = options.Checksum };
        return ObpSpectrometer.Settle(transport, baud, model, new StsOptions { IntegrationTime = options.IntegrationTime, Client = client }, cancellation);
    }
}
