using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false) => to_type(type, copy, disposeAfter);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false) => to_type(dtype, copy, disposeAfter);

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false) => to_type(type, copy, disposeAfter);

        public Tensor to(Tensor other) => to_type(other.dtype);

        /// <summary>This tensor itself where it has the type already, else a copy with it.</summary>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false)
        {
            if (!copy && type == dtype)
                return this;
            var converted = Aten.Call("to.dtype", this, type, false, copy);
            if (disposeAfter)
                Dispose();
            return converted;
        }

        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);

        public Tensor cpu() => this;

        public Tensor @float() => to_type(ScalarType.Float32);

        public Tensor @double() => to_type(ScalarType.Float64);

        public Tensor @int() => to_type(ScalarType.Int32);

        public Tensor @long() => to_type(ScalarType.Int64);

        public Tensor @bool() => to_type(ScalarType.Bool);

        public Tensor @byte() => to_type(ScalarType.Byte);

        public Tensor fill_(Scalar value) => Aten.InPlace(this, "fill_.Scalar", this, value);

        public Tensor zero_() => Aten.InPlace(this, "zero_", this);

        public Tensor copy_(Tensor source, bool non_blocking = false) => Aten.InPlace(this, "copy_", this, source, non_blocking);

        public Tensor normal_(double mean = 0.0, double stddev = 1.0, Generator? generator = null) =>
            Aten.InPlace(this, "normal_", this, mean, stddev, generator);

        public Tensor uniform_(double from, double to, Generator? generator = null) =>
            Aten.InPlace(this, "uniform_", this, from, to, generator);

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Aten.InPlace(this, "bernoulli_.float", this, p, generator);

        public Tensor bernoulli(Generator? generator = null) => Aten.Call("bernoulli", this, generator);

        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Aten.Call("multinomial", this, num_samples, replacement, generator);

        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Like("zeros_like", dtype, requires_grad);

        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Like("ones_like", dtype, requires_grad);

        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Like("empty_like", dtype, requires_grad);

        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Like("rand_like", dtype, requires_grad);

        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Like("randn_like", dtype, requires_grad);

        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Aten.Call("full_like", this, value, dtype).requires_grad_(requires_grad);

        Tensor Like(string name, ScalarType? type, bool requiresGrad) => Aten.Call(name, this, type).requires_grad_(requiresGrad);
    }
}
