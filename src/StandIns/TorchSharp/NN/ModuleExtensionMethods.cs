using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp;

public static class ModuleExtensionMethods
{
    /// <summary>Converts the module's real-valued parameters and buffers in place.</summary>
    public static T to<T>(this T module, ScalarType type)
        where T : Module
    {
        ArgumentNullException.ThrowIfNull(module);
        using var quiet = no_grad();
        foreach (var tensor in module.state_dict().Values.Where(t => t.is_floating_point() && t.dtype != type))
            Convert(tensor, type);
        return module;
    }

    public static T to<T>(this T module, Device device, ScalarType type)
        where T : Module => module.to(type);

    public static T to<T>(this T module, Device device)
        where T : Module => module;

    public static T cpu<T>(this T module)
        where T : Module => module;

    public static T @double<T>(this T module)
        where T : Module => module.to(ScalarType.Float64);

    public static T @float<T>(this T module)
        where T : Module => module.to(ScalarType.Float32);

    static void Convert(Tensor tensor, ScalarType type)
    {
        bool learned = tensor.requires_grad;
        tensor.Adopt(tensor.detach().to_type(type));
        tensor.requires_grad = learned;
    }
}
