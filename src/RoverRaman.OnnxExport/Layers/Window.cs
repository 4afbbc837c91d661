namespace RoverRaman.OnnxExport.Layers;

/// <summary>Where the inputs of output t lie: t * Stride - Padding + i * Dilation.</summary>
readonly record struct Window(int Stride, int Padding, int Dilation)
{
    /// <summary>
    /// Zeros after the end that the outputs need. Written out, so that ONNX's own rounding (floor) gives the right number of outputs
    /// whatever the layer's: ceiling mode and "same" padding need no form of their own.
    /// </summary>
    public int EndPadding(int kernel, int length, int outputs) =>
        Math.Max(0, (outputs - 1) * Stride + Dilation * (kernel - 1) + 1 - length - Padding);

    /// <summary>Whether ONNX makes this number of outputs.</summary>
    public bool Gives(int kernel, int length, int outputs)
    {
        var span = length + Padding + EndPadding(kernel, length, outputs) - Dilation * (kernel - 1) - 1;
        return span >= 0 && span / Stride + 1 == outputs;
    }
}
