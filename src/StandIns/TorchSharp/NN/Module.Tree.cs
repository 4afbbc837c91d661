using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public abstract partial class Module
        {
            public virtual IEnumerable<(string name, Module module)> named_children() => _children.Select(c => (c.Key, c.Value));

            public virtual IEnumerable<Module> children() => _children.Values;

            /// <summary>Every part below this one, parts of parts included, this one itself not.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var child in named_children())
                    yield return child;
                foreach (var (name, child) in _children)
                {
                    foreach (var (inner, module) in child.named_modules())
                        yield return ($"{name}.{inner}", module);
                }
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(m => m.module);

            /// <summary>Every parameter once, by the first name that leads to it.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) =>
                Walk(m => m._parameters, recurse).DistinctBy(p => p.Item2.Handle);

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(p => p.parameter);

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true) =>
                Walk(m => m._buffers, recurse).DistinctBy(b => b.Item2.Handle);

            public virtual IEnumerable<Tensor> buffers(bool recurse = true) => named_buffers(recurse).Select(b => b.buffer);

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            public virtual Parameter? get_parameter(string target) =>
                Walk(m => m._parameters, true).FirstOrDefault(p => p.Name == target).Item;

            public virtual Tensor? get_buffer(string target) => Walk(m => m._buffers, true).FirstOrDefault(b => b.Name == target).Item;

            IEnumerable<(string Name, TItem Item)> Walk<TItem>(Func<Module, IDictionary<string, TItem>> items, bool recurse)
            {
                foreach (var (name, item) in items(this))
                    yield return (name, item);
                if (!recurse)
                    yield break;
                foreach (var (name, child) in _children)
                {
                    foreach (var (inner, item) in child.Walk(items, true))
                        yield return ($"{name}.{inner}", item);
                }
            }
        }
    }
}
