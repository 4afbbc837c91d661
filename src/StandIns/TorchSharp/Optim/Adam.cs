using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Adam (Kingma and Ba 2014), and with <c>decoupled</c> AdamW (Loshchilov and Hutter 2017), as PyTorch computes
        /// them.</summary>
        public class Adam : Optimizer
        {
            readonly bool _decoupled;
            readonly Dictionary<Parameter, MomentState> _states = new(ReferenceEqualityComparer.Instance);

            internal Adam(IEnumerable<ParamGroup> groups, bool decoupled = false)
            {
                _decoupled = decoupled;
                foreach (var group in groups)
                    add_param_group(group);
            }

            protected override void Dispose(bool disposing)
            {
                foreach (var state in _states.Values)
                    state.Dispose();
                _states.Clear();
                base.Dispose(disposing);
            }

            private protected override void Update(Modules.ParamGroup group, Parameter parameter, Tensor gradient)
            {
                var settings = (ParamGroup)group;
                if (!_states.TryGetValue(parameter, out var state))
                    _states.Add(parameter, state = new(parameter));
                state.Step++;
                gradient = settings.Maximize ? -gradient : gradient;
                if (_decoupled)
                    parameter.mul_(1 - (group.LearningRate * settings.WeightDecay));
                else if (settings.WeightDecay != 0)
                    gradient = gradient.add(parameter, settings.WeightDecay);
                Step(settings, state, parameter, gradient);
            }

            static void Step(ParamGroup settings, MomentState state, Parameter parameter, Tensor gradient)
            {
                state.First.mul_(settings.Beta1).add_(gradient, 1 - settings.Beta1);
                state.Second.mul_(settings.Beta2).addcmul_(gradient, gradient, 1 - settings.Beta2);
                var second = settings.AmsGrad ? Largest(state) : state.Second;
                double correction1 = 1 - Math.Pow(settings.Beta1, state.Step), correction2 = 1 - Math.Pow(settings.Beta2, state.Step);
                var deviation = second.sqrt().div_(Math.Sqrt(correction2)).add_(settings.Eps);
                parameter.addcdiv_(state.First, deviation, -settings.LearningRate / correction1);
            }

            static Tensor Largest(MomentState state)
            {
                var largest = state.Largest is null ? state.Second.clone() : state.Largest.maximum(state.Second);
                state.Largest?.Dispose();
                return state.Largest = largest.DetachFromDisposeScope();
            }

            public class ParamGroup : Modules.ParamGroup, IMomentum
            {
                public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
                    double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                    : base(parameters, lr)
                {
                    if (lr < 0 || eps < 0 || beta1 is < 0 or >= 1 || beta2 is < 0 or >= 1 || weight_decay < 0)
                        throw new ArgumentException($"Invalid Adam settings: lr {lr}, beta1 {beta1}, beta2 {beta2}, eps {eps}, "
                            + $"weight_decay {weight_decay}.");
                    (Beta1, Beta2, Eps, WeightDecay, AmsGrad, Maximize) = (beta1, beta2, eps, weight_decay, amsgrad, maximize);
                }

                double IMomentum.Momentum
                {
                    get => Beta1;
                    set => Beta1 = value;
                }

                internal double Beta1 { get; private set; }

                internal double Beta2 { get; }

                internal double Eps { get; }

                internal double WeightDecay { get; }

                internal bool AmsGrad { get; }

                internal bool Maximize { get; }
            }
        }

        public sealed class AdamW : Adam
        {
            internal AdamW(IEnumerable<Adam.ParamGroup> groups)
                : base(groups, decoupled: true)
            {
            }

            public new sealed class ParamGroup : Adam.ParamGroup
            {
                public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
                    double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                    : base(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
                {
                }
            }
        }
    }
}
