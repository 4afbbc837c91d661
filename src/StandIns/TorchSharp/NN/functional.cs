using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor conv1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null,
                long? dilation = null, long groups = 1) =>
                Aten.Call("conv1d", input, weight, bias, One(stride ?? 1), One(padding ?? 0), One(dilation ?? 1), groups);

            public static Tensor conv_transpose1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null,
                long? padding = null,
                long? output_padding = null, long? dilation = null, long groups = 1) =>
                Aten.Call("conv_transpose1d", input, weight, bias, One(stride ?? 1), One(padding ?? 0), One(output_padding ?? 0), groups,
                    One(dilation ?? 1));

            public static Tensor max_pool1d(Tensor input, long kernelSize, long? stride = null, long? padding = null, long? dilation = null,
                bool ceil_mode = false) =>
                Aten.Call("max_pool1d", input, One(kernelSize), One(stride ?? kernelSize), One(padding ?? 0), One(dilation ?? 1),
                    ceil_mode);

            public static Tensor avg_pool1d(Tensor input, long kernelSize, long? stride = null, long? padding = null,
                bool ceil_mode = false,
                bool count_include_pad = true) =>
                Aten.Call("avg_pool1d", input, One(kernelSize), One(stride ?? kernelSize), One(padding ?? 0), ceil_mode, count_include_pad);

            public static Tensor adaptive_avg_pool1d(Tensor input, long outputSize) =>
                Aten.Call("adaptive_avg_pool1d", input, One(outputSize));

            public static Tensor linear(Tensor input, Tensor weight, Tensor? bias = null) => Aten.Call("linear", input, weight, bias);

            public static Tensor relu(Tensor input, bool inplace = false) => inplace ? input.relu_().alias() : input.relu();

            public static Tensor leaky_relu(Tensor input, double negative_slope, bool inplace = false) => inplace
                ? Aten.Call("leaky_relu_", input, negative_slope)
                : Aten.Call("leaky_relu", input, negative_slope);

            public static Tensor tanh(Tensor input, bool inplace = false) => inplace ? input.tanh_().alias() : input.tanh();

            public static Tensor sigmoid(Tensor input, bool inplace = false) => inplace ? input.sigmoid_().alias() : input.sigmoid();

            public static Tensor gelu(Tensor input) => Aten.Call("gelu", input);

            public static Tensor elu(Tensor input, double alpha, bool inplace = false) => Aten.Call(inplace ? "elu_" : "elu", input, alpha);

            public static Tensor softplus(Tensor input, double beta = 1, double threshold = 20) =>
                Aten.Call("softplus", input, beta, threshold);

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            public static Tensor log_softmax(Tensor input, long dim) => input.log_softmax(dim);

            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Aten.Call(inplace ? "dropout_" : "dropout", input, p, training);

            public static Tensor batch_norm(Tensor input, Tensor running_mean, Tensor running_var, Tensor? weight = null,
                Tensor? bias = null,
                bool training = false, double momentum = 0.1, double eps = 1e-5) =>
                Aten.Call("batch_norm", input, weight, bias, running_mean, running_var, training, momentum, eps, true);

            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null,
                double eps = 1e-05) => Aten.Call("layer_norm", input, normalized_shape, weight, bias, eps);

            public static Tensor normalize(Tensor input, double p = 2.0, long dim = 1, double eps = 1e-12)
            {
                using var scope = NewDisposeScope();
                var length = Aten.Call("norm.ScalarOpt_dim", input, p, One(dim), true).clamp(min: eps);
                return scope.MoveToOuter(input / length);
            }

            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1e-8) =>
                Aten.Call("cosine_similarity", x1, x2, dim, eps);

            public static Tensor pairwise_distance(Tensor input1, Tensor input2, double p = 2.0, double eps = 1e-6, bool keepdim = false) =>
                Aten.Call("pairwise_distance", input1, input2, p, eps, keepdim);

            public static Tensor one_hot(Tensor x, long num_classes = -1) => Aten.Call("one_hot", x, num_classes);

            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => mode switch
            {
                PaddingModes.Constant or PaddingModes.Zeros => Aten.Call("constant_pad_nd", input, pad, value),
                PaddingModes.Reflect => Aten.Call("reflection_pad1d", input, pad),
                PaddingModes.Replicate => Aten.Call("replication_pad1d", input, pad),
                _ => Aten.Call("_pad_circular", input, pad),
            };

            /// <summary>Resamples the last dimension of [n, channels, length].</summary>
            public static Tensor interpolate(Tensor x, long[]? size = null, double[]? scale_factor = null,
                InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null, bool recompute_scale_factor = false)
            {
                ArgumentNullException.ThrowIfNull(x);
                size ??= [(long)Math.Floor(x.size(-1) *
                    (scale_factor ?? throw new ArgumentException("Expected a size or a scale factor."))[0])];
                double? scale = recompute_scale_factor ? null : scale_factor?[0];
                return mode switch
                {
                    InterpolationMode.Nearest => Aten.Call("upsample_nearest1d", x, size, scale),
                    InterpolationMode.Linear => Aten.Call("upsample_linear1d", x, size, align_corners ?? false, scale),
                    InterpolationMode.Area => Aten.Call("adaptive_avg_pool1d", x, size),
                    _ => throw new ArgumentException($"Expected Nearest, Linear or Area for a one-dimensional signal, found {mode}."),
                };
            }

            static long[] One(long value) => [value];
        }
    }
}
