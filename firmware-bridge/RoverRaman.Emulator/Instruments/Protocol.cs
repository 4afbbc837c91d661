using RoverRaman.Instruments.BwTek;
using RoverRaman.Instruments.C12880;
using RoverRaman.Instruments.Classic;
using RoverRaman.Instruments.Cobolt;
using RoverRaman.Instruments.MicroSpec;
using RoverRaman.Instruments.Obp;
using RoverRaman.Instruments.Tcd1304;

namespace RoverRaman.Emulator;

/// <summary>A protocol as the command line names it, and the instruments that speak it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Baud">Rate at power-up.</param>
/// <param name="Models">Its models, the default one first.</param>
/// <param name="Create">Powers one up.</param>
public sealed record Protocol(
    string Name, int Baud, IReadOnlyList<ProtocolModel> Models, Func<ProtocolModel, Detector, SpectrumPlayer, EmulatorSettings, int, EmulatedInstrument> Create)
{
    /// <summary>All protocols, the one that the daemon expects first.</summary>
    public static IReadOnlyList<Protocol> All { get; } =
    [
        new("obp", 9600, [.. ObpModel.All.Select(model => new ProtocolModel(model.Name.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant(), model.PixelCount, (int)model.MaximumCounts))],
            (model, detector, player, settings, baud) => new VirtualObp(detector, player, ObpModel.All.Single(obp => obp.PixelCount == model.Pixels && obp.MaximumCounts == model.MaximumCounts),
                settings.SerialNumber, baud, settings.Checked)),
        new("obp2", 9600, [new("pixels-2048", 2048, 65535), new("pixels-3648", 3648, 65535)],
            (model, detector, player, settings, baud) => new VirtualObp2(detector, player, model.MaximumCounts, settings.SerialNumber, baud, settings.Checked)),
        new("ocean-classic", ClassicBaud.PowerUp, [new("usb2000", ClassicFormat.Usb2000Pixels, 4095), new("usb4000", ClassicFormat.Usb4000Pixels, 65535)],
            (model, detector, player, settings, baud) => new VirtualClassic(detector, player, model.Name == "usb2000" ? ClassicModel.Usb2000 : ClassicModel.Usb4000, settings.SerialNumber, baud)),
        new("bwtek", 9600, [new("btc110s", BwTekProtocol.Pixels, 65535)],
            (_, detector, player, _, baud) => new VirtualBwTek(detector, player, baud)),
        new("tcd1304", 115200, [new("first", TcdCommand.Values, TcdCommand.MaximumValue, Inverted: true)],
            (_, detector, player, _, baud) => new VirtualTcd1304(detector, player, TcdGeneration.First, baud)),
        new("tcd1304-v2", 115200, [new("later", TcdCommand.Values, TcdCommand.MaximumValue, Inverted: true)],
            (_, detector, player, _, baud) => new VirtualTcd1304(detector, player, TcdGeneration.Later, baud)),
        new("c12880ma", 115200, [new("free-running", C12880Protocol.Pixels, C12880Protocol.MaximumValue), new("commanded", C12880Protocol.Pixels, C12880Protocol.MaximumValue)],
            (model, detector, player, _, baud) => new VirtualC12880(detector, player, model.Name == "free-running", baud)),
        new("wasatch", 115200, [new("wp", 1024, 65535)],
            (_, detector, player, settings, baud) => new VirtualWasatch(detector, player, settings.SerialNumber, baud)),
        new("microspec", 115200, [new("c13272", MicroSpecProtocol.Pixels, 65535)],
            (_, detector, player, _, baud) => new VirtualMicroSpec(detector, player, baud)),
        new("cobolt", CoboltProtocol.Baud, [new("04", 1, 65535)],
            (_, detector, player, settings, baud) => new VirtualCobolt(detector, player, settings.SerialNumber, settings.InterlockOpen, baud)),
    ];

    /// <summary>The protocol of a name.</summary>
    public static Protocol Find(string name) => All.Single(protocol => protocol.Name == name);

    /// <summary>The model of a name, or the default one; null where there is none of that name.</summary>
    public ProtocolModel? Model(string? name) => name is null ? Models[0] : Models.FirstOrDefault(model => model.Name == name);
}
