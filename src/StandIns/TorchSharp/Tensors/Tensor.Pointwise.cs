using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor exp() => Aten.Call("exp", this);

        public Tensor exp_() => Aten.InPlace(this, "exp_", this);

        public Tensor exp2() => Aten.Call("exp2", this);

        public Tensor exp2_() => Aten.InPlace(this, "exp2_", this);

        public Tensor expm1() => Aten.Call("expm1", this);

        public Tensor expm1_() => Aten.InPlace(this, "expm1_", this);

        public Tensor log() => Aten.Call("log", this);

        public Tensor log_() => Aten.InPlace(this, "log_", this);

        public Tensor log2() => Aten.Call("log2", this);

        public Tensor log2_() => Aten.InPlace(this, "log2_", this);

        public Tensor log10() => Aten.Call("log10", this);

        public Tensor log10_() => Aten.InPlace(this, "log10_", this);

        public Tensor log1p() => Aten.Call("log1p", this);

        public Tensor log1p_() => Aten.InPlace(this, "log1p_", this);

        public Tensor sqrt() => Aten.Call("sqrt", this);

        public Tensor sqrt_() => Aten.InPlace(this, "sqrt_", this);

        public Tensor rsqrt() => Aten.Call("rsqrt", this);

        public Tensor rsqrt_() => Aten.InPlace(this, "rsqrt_", this);

        public Tensor tanh() => Aten.Call("tanh", this);

        public Tensor tanh_() => Aten.InPlace(this, "tanh_", this);

        public Tensor sigmoid() => Aten.Call("sigmoid", this);

        public Tensor sigmoid_() => Aten.InPlace(this, "sigmoid_", this);

        public Tensor abs() => Aten.Call("abs", this);

        public Tensor abs_() => Aten.InPlace(this, "abs_", this);

        public Tensor neg() => Aten.Call("neg", this);

        public Tensor neg_() => Aten.InPlace(this, "neg_", this);

        public Tensor sin() => Aten.Call("sin", this);

        public Tensor sin_() => Aten.InPlace(this, "sin_", this);

        public Tensor cos() => Aten.Call("cos", this);

        public Tensor cos_() => Aten.InPlace(this, "cos_", this);

        public Tensor tan() => Aten.Call("tan", this);

        public Tensor tan_() => Aten.InPlace(this, "tan_", this);

        public Tensor asin() => Aten.Call("asin", this);

        public Tensor asin_() => Aten.InPlace(this, "asin_", this);

        public Tensor acos() => Aten.Call("acos", this);

        public Tensor acos_() => Aten.InPlace(this, "acos_", this);

        public Tensor atan() => Aten.Call("atan", this);

        public Tensor atan_() => Aten.InPlace(this, "atan_", this);

        public Tensor sinh() => Aten.Call("sinh", this);

        public Tensor sinh_() => Aten.InPlace(this, "sinh_", this);

        public Tensor cosh() => Aten.Call("cosh", this);

        public Tensor cosh_() => Aten.InPlace(this, "cosh_", this);

        public Tensor floor() => Aten.Call("floor", this);

        public Tensor floor_() => Aten.InPlace(this, "floor_", this);

        public Tensor ceil() => Aten.Call("ceil", this);

        public Tensor ceil_() => Aten.InPlace(this, "ceil_", this);

        public Tensor round() => Aten.Call("round", this);

        public Tensor round_() => Aten.InPlace(this, "round_", this);

        public Tensor trunc() => Aten.Call("trunc", this);

        public Tensor trunc_() => Aten.InPlace(this, "trunc_", this);

        public Tensor erf() => Aten.Call("erf", this);

        public Tensor erf_() => Aten.InPlace(this, "erf_", this);

        public Tensor square() => Aten.Call("square", this);

        public Tensor sign() => Aten.Call("sign", this);

        public Tensor sign_() => Aten.InPlace(this, "sign_", this);

        public Tensor reciprocal() => Aten.Call("reciprocal", this);

        public Tensor reciprocal_() => Aten.InPlace(this, "reciprocal_", this);

        public Tensor relu() => Aten.Call("relu", this);

        public Tensor relu_() => Aten.InPlace(this, "relu_", this);

        public Tensor silu() => Aten.Call("silu", this);

        public Tensor silu_() => Aten.InPlace(this, "silu_", this);

        public Tensor frac() => Aten.Call("frac", this);

        public Tensor isnan() => Aten.Call("isnan", this);

        public Tensor isinf() => Aten.Call("isinf", this);

        public Tensor isfinite() => Aten.Call("isfinite", this);

        public Tensor logical_not() => Aten.Call("logical_not", this);

        public Tensor logical_and(Tensor other) => Aten.Call("logical_and", this, other);

        public Tensor logical_or(Tensor other) => Aten.Call("logical_or", this, other);

        public Tensor atan2(Tensor other) => Aten.Call("atan2", this, other);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Aten.Call("clamp", this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Aten.InPlace(this, "clamp_", this, min, max);

        public Tensor clip(Scalar? min = null, Scalar? max = null) => Aten.Call("clip", this, min, max);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.Call("softmax.int", this, dim, dtype);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.Call("log_softmax.int", this, dim, dtype);

        public Tensor nan_to_num(double nan = 0d, double? posinf = null, double? neginf = null) =>
            Aten.Call("nan_to_num", this, nan, posinf, neginf);

        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.Call("masked_fill.Scalar", this, mask, value);

        public Tensor masked_fill_(Tensor mask, Scalar value) => Aten.InPlace(this, "masked_fill_.Scalar", this, mask, value);

        public Tensor masked_select(Tensor mask) => Aten.Call("masked_select", this, mask);

        public Tensor where(Tensor condition, Tensor y) => Aten.Call("where.self", condition, this, y);
    }
}
