using System.Runtime.InteropServices;
using System.Text;

namespace RoverRaman.EndToEnd.Tests;

/// <summary>
/// Just enough protobuf to write the smallest ONNX file by hand, so that these tests need nothing of the trainer. Field numbers from the
/// standard's onnx.proto.
/// </summary>
sealed class OnnxBytes
{
    readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    public OnnxBytes Number(int field, long value)
    {
        Varint((ulong)(field << 3));
        Varint((ulong)value);
        return this;
    }

    public OnnxBytes Text(int field, string value) => Blob(field, Encoding.UTF8.GetBytes(value));

    public OnnxBytes Message(int field, OnnxBytes value) => Blob(field, value.ToArray());

    public OnnxBytes Blob(int field, ReadOnlySpan<byte> value)
    {
        Varint((ulong)(field << 3 | 2));
        Varint((ulong)value.Length);
        _bytes.AddRange(value);
        return this;
    }

    /// <summary>NodeProto: input 1, output 2, op_type 4, attribute 5.</summary>
    public static OnnxBytes Node(string operation, string output, string[] inputs, params OnnxBytes[] attributes)
    {
        var node = new OnnxBytes();
        foreach (var input in inputs)
            node.Text(1, input);
        node.Text(2, output).Text(4, operation);
        foreach (var attribute in attributes)
            node.Message(5, attribute);
        return node;
    }

    /// <summary>AttributeProto: name 1, ints 8, type 20 = INTS (7).</summary>
    public static OnnxBytes Integers(string name, params long[] values)
    {
        var attribute = new OnnxBytes().Text(1, name);
        foreach (var value in values)
            attribute.Number(8, value);
        return attribute.Number(20, 7);
    }

    /// <summary>TensorProto: dims 1, data_type 2 = FLOAT (1), name 8, raw_data 9.</summary>
    public static OnnxBytes Tensor(string name, float[] values, params long[] shape)
    {
        var tensor = new OnnxBytes();
        foreach (var size in shape)
            tensor.Number(1, size);
        return tensor.Number(2, 1).Text(8, name).Blob(9, MemoryMarshal.AsBytes<float>(values));
    }

    /// <summary>ValueInfoProto: name 1, type 2 { tensor_type 1 { elem_type 1, shape 2 { dim 1 { dim_value 1 | dim_param 2 } } } }.</summary>
    public static OnnxBytes FloatMatrix(string name, long columns) => new OnnxBytes().Text(1, name).Message(2, new OnnxBytes()
        .Message(1, new OnnxBytes().Number(1, 1).Message(2, new OnnxBytes()
            .Message(1, new OnnxBytes().Text(2, "n"))
            .Message(1, new OnnxBytes().Number(1, columns)))));

    void Varint(ulong value)
    {
        for (; value > 0x7f; value >>= 7)
            _bytes.Add((byte)(value | 0x80));
        _bytes.Add((byte)value);
    }
}
