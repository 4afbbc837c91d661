namespace TorchSharp.Modules
{
    /// <summary>A tensor that a module learns. It takes over the tensor that it is made from.</summary>
    public class Parameter : torch.Tensor
    {
        public Parameter(torch.Tensor data, bool requires_grad = true)
            : base(TakeOver(data)) => this.requires_grad = requires_grad;

        static nint TakeOver(torch.Tensor data)
        {
            ArgumentNullException.ThrowIfNull(data);
            if (data.is_leaf && !data.requires_grad)
                return data.Surrender();
            nint kept = data.detach().Surrender();
            data.Dispose();
            return kept;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
