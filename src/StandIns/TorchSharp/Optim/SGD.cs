using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Stochastic gradient descent with momentum, as PyTorch computes it.</summary>
        public sealed class SGD : Optimizer
        {
            readonly Dictionary<Parameter, Tensor> _momenta = new(ReferenceEqualityComparer.Instance);

            internal SGD(IEnumerable<ParamGroup> groups)
            {
                foreach (var group in groups)
                    add_param_group(group);
            }

            protected override void Dispose(bool disposing)
            {
                foreach (var momentum in _momenta.Values)
                    momentum.Dispose();
                _momenta.Clear();
                base.Dispose(disposing);
            }

            private protected override void Update(Modules.ParamGroup group, Parameter parameter, Tensor gradient)
            {
                var settings = (ParamGroup)group;
                gradient = settings.Maximize ? -gradient : gradient;
                if (settings.WeightDecay != 0)
                    gradient = gradient.add(parameter, settings.WeightDecay);
                if (settings.Momentum != 0)
                    gradient = Momentum(settings, parameter, gradient);
                parameter.add_(gradient, -group.LearningRate);
            }

            Tensor Momentum(ParamGroup settings, Parameter parameter, Tensor gradient)
            {
                if (_momenta.TryGetValue(parameter, out var momentum))
                    momentum.mul_(settings.Momentum).add_(gradient, 1 - settings.Dampening);
                else
                    _momenta.Add(parameter, momentum = gradient.clone().DetachFromDisposeScope());
                return settings.Nesterov ? gradient.add(momentum, settings.Momentum) : momentum;
            }

            public sealed class ParamGroup : Modules.ParamGroup, IMomentum
            {
                public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double momentum = 0, double dampening = 0,
                    double weight_decay = 0, bool nesterov = false, bool maximize = false)
                    : base(parameters, lr)
                {
                    if (lr < 0 || momentum < 0 || weight_decay < 0 || (nesterov && (momentum == 0 || dampening != 0)))
                        throw new ArgumentException($"Invalid SGD settings: lr {lr}, momentum {momentum}, dampening {dampening}, "
                            + $"weight_decay {weight_decay}, nesterov {nesterov} (which needs a momentum and no dampening).");
                    (Momentum, Dampening, WeightDecay, Nesterov, Maximize) = (momentum, dampening, weight_decay, nesterov, maximize);
                }

                double IMomentum.Momentum
                {
                    get => Momentum;
                    set => Momentum = value;
                }

                internal double Momentum { get; private set; }

                internal double Dampening { get; }

                internal double WeightDecay { get; }

                internal bool Nesterov { get; }

                internal bool Maximize { get; }
            }
        }
    }
}
