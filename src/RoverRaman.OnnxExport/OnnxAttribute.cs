using Google.Protobuf;
using RoverRaman.OnnxExport.Format;
using static RoverRaman.OnnxExport.Format.AttributeProto.Types;

namespace RoverRaman.OnnxExport;

/// <summary>A setting of an ONNX operator, named and typed as in ONNX's operator list.</summary>
public sealed class OnnxAttribute
{
    /// <summary>An integer, such as axis.</summary>
    public OnnxAttribute(string name, long value) => Proto = new() { Name = name, I = value, Type = AttributeType.Int };

    /// <summary>A number, such as alpha.</summary>
    public OnnxAttribute(string name, float value) => Proto = new() { Name = name, F = value, Type = AttributeType.Float };

    /// <summary>A text, such as mode.</summary>
    public OnnxAttribute(string name, string value) =>
        Proto = new() { Name = name, S = ByteString.CopyFromUtf8(value), Type = AttributeType.String };

    /// <summary>A list of integers, such as kernel_shape.</summary>
    public OnnxAttribute(string name, long[] values)
    {
        Proto = new() { Name = name, Type = AttributeType.Ints };
        Proto.Ints.AddRange(values);
    }

    internal AttributeProto Proto { get; }
}
