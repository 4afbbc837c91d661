using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target, Scalar? alpha = null) => Aten.Call("add.Tensor", this, target, alpha ?? 1);

        public Tensor add(Scalar scalar, Scalar? alpha = null) => Aten.Call("add.Scalar", this, scalar, alpha ?? 1);

        public Tensor add_(Tensor target, Scalar? alpha = null) => Aten.InPlace(this, "add_.Tensor", this, target, alpha ?? 1);

        public Tensor add_(Scalar scalar, Scalar? alpha = null) => Aten.InPlace(this, "add_.Scalar", this, scalar, alpha ?? 1);

        public Tensor sub(Tensor target) => Aten.Call("sub.Tensor", this, target);

        public Tensor sub(Scalar target) => Aten.Call("sub.Scalar", this, target);

        public Tensor sub_(Tensor target) => Aten.InPlace(this, "sub_.Tensor", this, target);

        public Tensor sub_(Scalar target) => Aten.InPlace(this, "sub_.Scalar", this, target);

        public Tensor mul(Tensor target) => Aten.Call("mul.Tensor", this, target);

        public Tensor mul(Scalar target) => Aten.Call("mul.Scalar", this, target);

        public Tensor mul_(Tensor target) => Aten.InPlace(this, "mul_.Tensor", this, target);

        public Tensor mul_(Scalar target) => Aten.InPlace(this, "mul_.Scalar", this, target);

        public Tensor div(Tensor target) => Aten.Call("div.Tensor", this, target);

        public Tensor div(Scalar target) => Aten.Call("div.Scalar", this, target);

        public Tensor div_(Tensor target) => Aten.InPlace(this, "div_.Tensor", this, target);

        public Tensor div_(Scalar target) => Aten.InPlace(this, "div_.Scalar", this, target);

        public Tensor pow(Tensor exponent) => Aten.Call("pow.Tensor_Tensor", this, exponent);

        public Tensor pow(Scalar exponent) => Aten.Call("pow.Tensor_Scalar", this, exponent);

        public Tensor pow_(Scalar exponent) => Aten.InPlace(this, "pow_.Scalar", this, exponent);

        public Tensor remainder(Tensor other) => Aten.Call("remainder.Tensor", this, other);

        public Tensor remainder(Scalar other) => Aten.Call("remainder.Scalar", this, other);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.Call("addcmul", this, tensor1, tensor2, value);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Aten.InPlace(this, "addcmul_", this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.Call("addcdiv", this, tensor1, tensor2, value);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Aten.InPlace(this, "addcdiv_", this, tensor1, tensor2, value);

        public Tensor lerp(Tensor end, Tensor weight) => Aten.Call("lerp.Tensor", this, end, weight);

        public Tensor matmul(Tensor target) => Aten.Call("matmul", this, target);

        public Tensor mm(Tensor mat2) => Aten.Call("mm", this, mat2);

        public Tensor bmm(Tensor batch2) => Aten.Call("bmm", this, batch2);

        public Tensor mv(Tensor vec) => Aten.Call("mv", this, vec);

        public Tensor dot(Tensor target) => Aten.Call("dot", this, target);

        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);

        public static Tensor operator +(Scalar left, Tensor right) => right.add(left);

        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);

        public static Tensor operator -(Scalar left, Tensor right) => Aten.Call("rsub.Scalar", right, left, 1);

        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        public static Tensor operator *(Scalar left, Tensor right) => right.mul(left);

        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);

        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);

        public static Tensor operator /(Scalar left, Tensor right) => DivideScalar(left, right);

        public static Tensor operator -(Tensor tensor) => tensor.neg();

        public static Tensor operator %(Tensor left, Tensor right) => left.remainder(right);

        public static Tensor operator %(Tensor left, Scalar right) => left.remainder(right);

        public static Tensor operator &(Tensor left, Tensor right) => Aten.Call("__and__.Tensor", left, right);

        public static Tensor operator |(Tensor left, Tensor right) => Aten.Call("__or__.Tensor", left, right);

        public static Tensor operator ~(Tensor tensor) => Aten.Call("bitwise_not", tensor);

        static Tensor DivideScalar(Scalar left, Tensor right)
        {
            using var inverse = right.reciprocal();
            return inverse.mul(left);
        }
    }
}
