namespace RoverRaman.OnnxExport.Layers;

/// <summary>Weights of a convolution.</summary>
/// <param name="Values">Row-major.</param>
/// <param name="Bias">One a channel, or null.</param>
/// <param name="Shape">Three dimensions, the last one the kernel's size.</param>
sealed record Kernel(float[] Values, float[]? Bias, long[] Shape)
{
    public int Size => (int)Shape[2];

    /// <summary>How far a 32-bit sum may be from ours in 64 bits; a wrong window is off by the size of the signal.</summary>
    public static double Tolerance(float[] response) => 1e-6 + 1e-4 * response.Max(Math.Abs);
}
