using RoverRaman.Inference;
using RoverRaman.Instruments;
using RoverRaman.Instruments.Obp;
using RoverRaman.Instruments.Transports;
using RoverRaman.Onboard;

namespace RoverRaman.Daemon;

/// <summary>What a configuration file says, checked.</summary>
public sealed record DaemonConfig
{
    /// <summary>Where the instrument is.</summary>
    public required TransportAddress Port { get; init; }

    /// <summary>What the instrument speaks.</summary>
    public InstrumentProtocol Protocol { get; init; }

    /// <summary>Pixels, where they differ from the protocol's usual number; else null.</summary>
    public int? Pixels { get; init; }

    /// <summary>OBP: checksum asked for in replies.</summary>
    public ObpChecksum Checksum { get; init; }

    /// <summary>From counts to Raman shift.</summary>
    public ConversionOptions Conversion { get; init; } = new();

    /// <summary>What guards the laser.</summary>
    public SafetyOptions Safety { get; init; } = new();

    /// <summary>Excitation wavelength, nm.</summary>
    public required double LaserNanometres { get; init; }

    /// <summary>The model's folder, absolute.</summary>
    public required string Model { get; init; }

    /// <summary>How ONNX Runtime is to run.</summary>
    public InferenceOptions Inference { get; init; } = new();

    /// <summary>Rows of the head's slot: most classes a head may have. Time and memory grow with it, not with the classes.</summary>
    public int HeadCapacity { get; init; } = HeadSlot.DefaultCapacity;

    /// <summary>How heads come onboard; null: the model's head, always.</summary>
    public HeadOptions? Heads { get; init; }

    /// <summary>Everything else.</summary>
    public OnboardOptions Onboard { get; init; } = new();
}
