using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>What a schedule turns.</summary>
        public interface ILearningRateController
        {
            double LearningRate { get; set; }

            double InitialLearningRate { get; set; }
        }

        /// <summary>A group whose momentum a schedule may turn as well.</summary>
        public interface IMomentum
        {
            double Momentum { get; set; }
        }

        public abstract partial class Optimizer : IDisposable
        {
            private protected readonly List<ParamGroup> _groups = [];

            public virtual IEnumerable<ILearningRateController> ParamGroups => _groups;

            public virtual IEnumerable<Parameter> parameters() => _groups.SelectMany(g => g.Parameters);

            /// <summary>Forgets all gradients; the next backward pass makes new ones.</summary>
            public virtual void zero_grad()
            {
                foreach (var parameter in parameters())
                    parameter.Gradient = null;
            }

            public virtual Tensor? step(Func<Tensor>? closure = null)
            {
                var loss = closure?.Invoke();
                using var scope = NewDisposeScope();
                using var quiet = no_grad();
                foreach (var group in _groups)
                {
                    foreach (var parameter in group.Parameters)
                    {
                        if (parameter.Gradient is { } gradient)
                            Update(group, parameter, gradient);
                    }
                }
                return loss;
            }

            public virtual void add_param_group(ParamGroup param_group)
            {
                ArgumentNullException.ThrowIfNull(param_group);
                _groups.Add(param_group);
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
            }

            private protected abstract void Update(ParamGroup group, Parameter parameter, Tensor gradient);
        }
    }
}
