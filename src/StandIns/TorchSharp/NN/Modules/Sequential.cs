using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class Sequential : Module<Tensor, Tensor>
        {
            readonly List<Module<Tensor, Tensor>> _modules = [];

            internal Sequential()
                : base(nameof(Sequential))
            {
            }

            public Sequential append(string name, Module<Tensor, Tensor> module)
            {
                register_module(name, module);
                _modules.Add(module);
                return this;
            }

            public Sequential append(Module<Tensor, Tensor> module) => append(_modules.Count.ToString(), module);

            public override Tensor forward(Tensor input)
            {
                if (_modules.Count == 0)
                    return input.alias();
                using var scope = NewDisposeScope();
                var result = input;
                foreach (var module in _modules)
                    result = module.call(result);
                return scope.MoveToOuter(ReferenceEquals(result, input) ? input.alias() : result);
            }

            /// <summary>The parts are registered as they are appended.</summary>
            protected override void RegisterComponents()
            {
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) =>
                Sequential((IEnumerable<(string, Module<Tensor, Tensor>)>)modules);

            public static Modules.Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules)
            {
                ArgumentNullException.ThrowIfNull(modules);
                var sequence = new Modules.Sequential();
                foreach (var (name, module) in modules)
                    sequence.append(name, module);
                return sequence;
            }

            public static Modules.Sequential Sequential(params Module<Tensor, Tensor>[] modules) =>
                Sequential((IEnumerable<Module<Tensor, Tensor>>)modules);

            public static Modules.Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules)
            {
                ArgumentNullException.ThrowIfNull(modules);
                var sequence = new Modules.Sequential();
                foreach (var module in modules)
                    sequence.append(module);
                return sequence;
            }
        }
    }
}
