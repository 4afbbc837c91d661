using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            public enum NonlinearityType
            {
                Linear = 0,
                Conv1D = 1,
                Conv2D = 2,
                Conv3D = 3,
                ConvTranspose1D = 4,
                ConvTranspose2D = 5,
                ConvTranspose3D = 6,
                Sigmoid = 7,
                Tanh = 8,
                ReLU = 9,
                LeakyReLU = 10,
            }

            public enum FanInOut
            {
                FanIn = 0,
                FanOut = 1,
            }

            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0.0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3.0,
                NonlinearityType.ReLU => Math.Sqrt(2),
                NonlinearityType.LeakyReLU => Math.Sqrt(2 / (1 + (param * param))),
                _ => 1,
            };

            public static Tensor constant_(Tensor tensor, Scalar val) => Quietly(() => tensor.fill_(val));

            public static Tensor zeros_(Tensor tensor) => Quietly(() => tensor.zero_());

            public static Tensor ones_(Tensor tensor) => Quietly(() => tensor.fill_(1));

            public static Tensor normal_(Tensor tensor, double mean = 0.0, double std = 1.0) => Quietly(() => tensor.normal_(mean, std));

            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1) => Quietly(() => tensor.uniform_(low, high));

            public static Tensor kaiming_uniform_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn,
                NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                double bound = Math.Sqrt(3) * KaimingDeviation(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            public static Tensor kaiming_normal_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn,
                NonlinearityType nonlinearity = NonlinearityType.LeakyReLU) =>
                normal_(tensor, 0, KaimingDeviation(tensor, a, mode, nonlinearity));

            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1.0)
            {
                double bound = Math.Sqrt(3) * XavierDeviation(tensor, gain);
                return uniform_(tensor, -bound, bound);
            }

            public static Tensor orthogonal_(Tensor tensor, double gain = 1.0) => Quietly(() => Orthogonal(tensor, gain));

            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                var shape = tensor.shape;
                if (shape.Length < 2)
                    throw new ArgumentException($"Expected at least 2 dimensions, found {shape.Length}: fan-in and fan-out are undefined.");
                long field = 1;
                foreach (long size in shape.AsSpan(2))
                    field *= size;
                return (shape[1] * field, shape[0] * field);
            }

            static double KaimingDeviation(Tensor tensor, double a, FanInOut mode, NonlinearityType nonlinearity)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return calculate_gain(nonlinearity, a) / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut);
            }

            static double XavierDeviation(Tensor tensor, double gain)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return gain * Math.Sqrt(2.0 / (fanIn + fanOut));
            }

            /// <summary>Saxe et al. 2013: the Q of a random matrix, signs fixed by R's diagonal.</summary>
            static Tensor Orthogonal(Tensor tensor, double gain)
            {
                using var scope = NewDisposeScope();
                long rows = tensor.size(0), columns = tensor.numel() / rows;
                var flat = randn([rows, columns], tensor.dtype);
                var (q, r) = Aten.Call2("linalg_qr", rows < columns ? flat.t() : flat);
                q.mul_(r.diag().sign());
                return tensor.copy_((rows < columns ? q.t() : q).reshape(tensor.shape)).mul_(gain);
            }

            static Tensor Quietly(Func<Tensor> fill)
            {
                using var quiet = no_grad();
                return fill();
            }
        }
    }
}
