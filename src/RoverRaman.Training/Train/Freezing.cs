using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Train;

/// <summary>Holds a network's weights while another part learns.</summary>
static class Freezing
{
    /// <summary>No gradient of its weights is made, and no step changes them.</summary>
    public static void Freeze(Module network) => Set(network, false);

    /// <summary>They learn again.</summary>
    public static void Thaw(Module network) => Set(network, true);

    static void Set(Module network, bool learns)
    {
        foreach (var parameter in network.parameters())
            parameter.requires_grad = learns;
    }
}
