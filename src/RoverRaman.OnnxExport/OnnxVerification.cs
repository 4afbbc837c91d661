using static TorchSharp.torch;

namespace RoverRaman.OnnxExport;

/// <summary>Checks an exported model against the module that it came from, with any ONNX runtime.</summary>
public static class OnnxVerification
{
    /// <summary>Largest difference that 32-bit arithmetic in another order explains.</summary>
    public const double DefaultTolerance = 1e-5;

    /// <summary>Runs module and model on the same samples and compares every output value.</summary>
    /// <param name="module">The module, on the CPU; run as in inference, its training mode is put back.</param>
    /// <param name="run">Runs the exported model on one sample: input values row-major -> output values row-major.</param>
    /// <param name="samples">Input values of one sample each.</param>
    /// <param name="inputShape">Shape of one sample, without the batch dimension.</param>
    /// <param name="tolerance">Largest absolute difference allowed.</param>
    /// <returns>The largest absolute difference seen.</returns>
    /// <exception cref="OnnxExportException">The outputs differ by more, in number or in value; or there is no sample.</exception>
    public static double Compare(
        nn.Module<Tensor, Tensor> module, Func<float[], float[]> run, IEnumerable<float[]> samples, long[] inputShape,
        double tolerance = DefaultTolerance)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(samples);
        var training = module.training;
        module.eval();
        try
        {
            var differences = samples
                .Select((sample, number) => Difference(number, Forward(module, sample, inputShape), run(sample), tolerance))
                .ToArray();
            return differences.Length > 0 ? differences.Max() : throw new OnnxExportException("Expected a sample to compare on, found " +
                "none.");
        }
        finally
        {
            module.train(training);
        }
    }

    static float[] Forward(nn.Module<Tensor, Tensor> module, float[] sample, long[] inputShape)
    {
        using var scope = NewDisposeScope();
        using var inference = no_grad();
        return module.forward(tensor(sample, (long[])[1, .. inputShape])).contiguous().data<float>().ToArray();
    }

    static double Difference(int number, float[] torch, float[] onnx, double tolerance)
    {
        if (torch.Length != onnx.Length)
            throw new OnnxExportException($"Expected {torch.Length} output values for sample {number}, as the module gives, found " +
                $"{onnx.Length} from the exported model.");
        var largest = 0.0;
        for (var i = 0; i < torch.Length; i++)
        {
            var difference = Math.Abs((double)torch[i] - onnx[i]);
            if (!(difference <= tolerance) && !torch[i].Equals(onnx[i])) // NaN equals NaN here
                throw new OnnxExportException(
                    $"Expected the exported model to agree with the module to {tolerance}, found {onnx[i]} instead of {torch[i]} at " +
                        $"output {i} of sample {number}. The export is wrong for this module: please report its layers.");
            largest = double.IsNaN(difference) ? largest : Math.Max(largest, difference);
        }
        return largest;
    }
}
