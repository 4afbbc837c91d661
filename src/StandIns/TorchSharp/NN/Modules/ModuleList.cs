using System.Collections;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Modules that are registered under their positions.</summary>
        public class ModuleList<T> : Module, IReadOnlyList<T>
            where T : Module
        {
            readonly List<T> _modules = [];

            public ModuleList(params T[] modules)
                : base(nameof(ModuleList))
            {
                ArgumentNullException.ThrowIfNull(modules);
                foreach (var module in modules)
                    Add(module);
            }

            public int Count => _modules.Count;

            public T this[int index] => _modules[index];

            public void Add(T item)
            {
                register_module(_modules.Count.ToString(), item);
                _modules.Add(item);
            }

            public void append(T module) => Add(module);

            public IEnumerator<T> GetEnumerator() => _modules.GetEnumerator();

            IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

            protected override void RegisterComponents()
            {
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.ModuleList<T> ModuleList<T>(params T[] modules)
                where T : Module => new(modules);
        }
    }
}
