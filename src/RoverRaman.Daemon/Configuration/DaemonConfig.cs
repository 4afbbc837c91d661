using RoverRaman.Inference;
using RoverRaman.Instruments.Transports;
using RoverRaman.Onboard;

namespace RoverRaman.Daemon;

/// <summary>What a configuration file says, checked.</summary>
public sealed record DaemonConfig
{
    /// <summary>Where the instrument is.</summary>
    public required TransportAddress Port { get; init; }

    /// <summary>Excitation wavelength, nm.</summary>
    public required double LaserNanometres { get; init; }

    /// <summary>The model's folder, absolute.</summary>
    public required string Model { get; init; }

    /// <summary>How ONNX Runtime is to run.</summary>
    public InferenceOptions Inference { get; init; } = new();

    /// <summary>How heads come onboard; null: the model's head, always.</summary>
    public HeadOptions? Heads { get; init; }

    /// <summary>Everything else.</summary>
    public OnboardOptions Onboard { get; init; } = new();
}
