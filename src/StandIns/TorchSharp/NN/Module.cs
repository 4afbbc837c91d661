using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A part of a network: parameters, buffers and parts of its own, each with a name.</summary>
        public abstract partial class Module : IDisposable
        {
            readonly string _name;
            readonly OrderedDictionary<string, Parameter> _parameters = [];
            readonly OrderedDictionary<string, Tensor> _buffers = [];
            readonly OrderedDictionary<string, Module> _children = [];

            protected Module(string name) => _name = name;

            /// <summary>True in training (the default), false after eval().</summary>
            public bool training { get; private set; } = true;

            public virtual string GetName() => _name;

            public virtual void train(bool on = true)
            {
                training = on;
                foreach (var child in children())
                    child.train(on);
            }

            public virtual void eval() => train(false);

            public virtual void zero_grad()
            {
                foreach (var parameter in parameters())
                {
                    using var gradient = parameter.Gradient;
                    gradient?.zero_();
                }
            }

            public virtual Module apply(Action<Module> fn)
            {
                ArgumentNullException.ThrowIfNull(fn);
                foreach (var child in children())
                    child.apply(fn);
                fn(this);
                return this;
            }

            public virtual void register_parameter(string name, Parameter param)
            {
                ArgumentNullException.ThrowIfNull(param);
                if (!_parameters.TryAdd(name, param))
                    throw new InvalidOperationException($"Parameter {name} is already registered.");
            }

            public virtual void register_buffer(string name, Tensor tensor)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                if (!_buffers.TryAdd(name, tensor))
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
            }

            public virtual void register_module(string name, Module submodule)
            {
                ArgumentException.ThrowIfNullOrEmpty(name);
                if (name.Contains('.'))
                    throw new ArgumentException($"module name can't contain \".\", got: {name}");
                if (submodule is null)
                {
                    _children.Remove(name);
                    return;
                }
                if (!_children.TryAdd(name, submodule))
                    throw new InvalidOperationException($"Sub-module {name} is already registered.");
                submodule.RegisterComponents();
            }

            public void add_module(string name, Module module) => register_module(name, module);

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                    return;
                foreach (var parameter in _parameters.Values)
                    parameter.Dispose();
                foreach (var buffer in _buffers.Values)
                    buffer.Dispose();
                foreach (var child in _children.Values)
                    child.Dispose();
            }

            /// <summary>Registers every field that holds a module, a parameter or a tensor under the field's name.</summary>
            protected virtual void RegisterComponents()
            {
                foreach (var field in GetType().GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
                {
                    if (_children.ContainsKey(field.Name) || _parameters.ContainsKey(field.Name) || _buffers.ContainsKey(field.Name))
                        continue;
                    switch (field.GetValue(this))
                    {
                        case Module module:
                            register_module(field.Name, module);
                            break;
                        case Parameter parameter:
                            register_parameter(field.Name, parameter);
                            break;
                        case Tensor tensor:
                            register_buffer(field.Name, tensor);
                            break;
                        default:
                            break;
                    }
                }
            }

            /// <summary>A parameter of one of this library's own layers; it lives as long as the layer, whatever scope is open.</summary>
            private protected Parameter? Own(string name, Tensor? value)
            {
                _parameters.Remove(name, out var old);
                var parameter = value switch
                {
                    null => null,
                    Parameter given => given,
                    _ => new Parameter(value),
                };
                if (!ReferenceEquals(old, parameter))
                    old?.Dispose();
                if (parameter is not null)
                    _parameters.Add(name, (Parameter)parameter.DetachFromDisposeScope());
                return parameter;
            }

            private protected Tensor? OwnBuffer(string name, Tensor? value)
            {
                _buffers.Remove(name, out var old);
                if (!ReferenceEquals(old, value))
                    old?.Dispose();
                if (value is not null)
                    _buffers.Add(name, value.DetachFromDisposeScope());
                return value;
            }

            private protected Parameter? Owned(string name) => _parameters.GetValueOrDefault(name);

            private protected Tensor? OwnedBuffer(string name) => _buffers.GetValueOrDefault(name);
        }

        public abstract class Module<T, TResult> : Module
        {
            protected Module(string name)
                : base(name)
            {
            }

            public abstract TResult forward(T input);

            public TResult call(T input) => forward(input);
        }

        public abstract class Module<T1, T2, TResult> : Module
        {
            protected Module(string name)
                : base(name)
            {
            }

            public abstract TResult forward(T1 input1, T2 input2);

            public TResult call(T1 input1, T2 input2) => forward(input1, input2);
        }

        public abstract class Module<T1, T2, T3, TResult> : Module
        {
            protected Module(string name)
                : base(name)
            {
            }

            public abstract TResult forward(T1 input1, T2 input2, T3 input3);

            public TResult call(T1 input1, T2 input2, T3 input3) => forward(input1, input2, input3);
        }
    }
}
