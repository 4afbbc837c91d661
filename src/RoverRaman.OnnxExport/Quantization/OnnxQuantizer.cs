using System.Runtime.InteropServices;
using Google.Protobuf;
using RoverRaman.OnnxExport.Format;
using static RoverRaman.OnnxExport.Format.TensorProto.Types;

namespace RoverRaman.OnnxExport.Quantization;

/// <summary>
/// Makes the int8 variant of a graph that this exporter wrote. Every learned convolution is joined with its batch normalisation; its weights
/// become int8 with one scale an output channel, its input and output uint8 with one scale and zero point that calibration chose. The
/// graph says so with ONNX's QuantizeLinear and DequantizeLinear around the same operators, which runtimes turn into integer kernels
/// (ONNX Runtime: "QDQ format"). What learns nothing, such as a baseline, stays in floats.
/// </summary>
public sealed class OnnxQuantizer
{
    const int MostWeight = 127;

    // In the file's own words.
    const string Quantize = "QuantizeLinear", Dequantize = "DequantizeLinear";

    readonly byte[] _model;
    readonly string[] _probed;
    readonly Dictionary<string, ValueRange> _ranges = [];

    /// <summary>Takes a graph with float weights.</summary>
    /// <param name="model">Bytes of the ONNX file.</param>
    /// <exception cref="OnnxExportException">It holds no convolution with a batch normalisation behind it.</exception>
    public OnnxQuantizer(byte[] model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        var convolutions = Convolution.In(Read(model).Graph);
        if (convolutions.Count == 0)
            throw new OnnxExportException("Expected a graph with convolutions and batch normalisation behind them, found none. Only such networks are quantised.");
        _probed = [.. convolutions.SelectMany(convolution => (string[])[convolution.Node.Input[0], convolution.Normalisation.Output[0]]).Distinct()];
    }

    /// <summary>
    /// The same network with one output more to look at: [n, 2 P], smallest and largest number of each of P values for each sample. Run it on
    /// samples like those to come and give every result to <see cref="Observe"/>.
    /// </summary>
    public byte[] Probe()
    {
        var model = Read(_model);
        var graph = model.Graph;
        var columns = new List<string>();
        foreach (var value in _probed)
        {
            graph.Node.Add(Node("Flatten", $"{value}.values", [value], new OnnxAttribute("axis", 1)));
            foreach (var reduction in (string[])["ReduceMin", "ReduceMax"])
            {
                columns.Add($"{value}.{reduction}");
                graph.Node.Add(Node(reduction, columns[^1], [$"{value}.values"], new("axes", [1L]), new("keepdims", 1)));
            }
        }
        graph.Node.Add(Node("Concat", "probe", [.. columns], new OnnxAttribute("axis", 1)));
        model.MetadataProps.Clear(); // it speaks of the output that goes
        graph.Output.Clear();
        graph.Output.Add(OnnxGraph.Value("probe", [2L * _probed.Length]));
        return model.ToByteArray();
    }

    /// <summary>Takes what <see cref="Probe"/> gave for one sample.</summary>
    /// <param name="probe">2 P numbers.</param>
    /// <exception cref="OnnxExportException">Another number of values, or one that is not finite.</exception>
    public void Observe(ReadOnlySpan<float> probe)
    {
        if (probe.Length != 2 * _probed.Length)
            throw new OnnxExportException($"Expected {2 * _probed.Length} numbers of a probe, found {probe.Length}. Run the graph that Probe gave.");
        for (var i = 0; i < _probed.Length; i++)
        {
            var (least, most) = (probe[2 * i], probe[2 * i + 1]);
            if (!float.IsFinite(least) || !float.IsFinite(most))
                throw new OnnxExportException($"Expected finite numbers in {_probed[i]}, found {least} to {most}. Leave such samples out.");
            _ranges[_probed[i]] = _ranges.GetValueOrDefault(_probed[i]).With(least, most);
        }
    }

    /// <summary>The int8 graph: same input, same output.</summary>
    /// <exception cref="OnnxExportException">Nothing was observed.</exception>
    public byte[] Quantise()
    {
        if (_ranges.Count == 0)
            throw new OnnxExportException("Expected samples to choose the steps by, found none. Run the probe on some and give them to Observe.");
        var model = Read(_model);
        var graph = model.Graph;
        var convolutions = Convolution.In(graph).ToDictionary(convolution => convolution.Node);
        var nodes = graph.Node.ToArray();
        graph.Node.Clear();
        foreach (var node in nodes)
            if (convolutions.TryGetValue(node, out var convolution))
                Write(graph, convolution);
            else if (!convolutions.Values.Any(joined => joined.Normalisation == node))
                graph.Node.Add(node);
        DropUnused(graph);
        return model.ToByteArray();
    }

    void Write(GraphProto graph, Convolution convolution)
    {
        var name = convolution.Node.Name;
        var (input, output) = (convolution.Node.Input[0], convolution.Normalisation.Output[0]);
        var scales = Scales(convolution);
        var inputScale = _ranges[input].Scale;
        var joined = $"{name}.joined";
        var node = convolution.Node.Clone();
        node.Input.Clear();
        node.Input.AddRange([Rounded(graph, $"{name}.input", input, null, _ranges[input]), Weights(graph, name, convolution, scales), Biases(graph, name, convolution, scales, inputScale)]);
        node.Output[0] = joined;
        graph.Node.Add(node);
        _ = Rounded(graph, $"{name}.output", joined, output, _ranges[output]);
    }

    // A value on its way through uint8 and back; the result's name.
    static string Rounded(GraphProto graph, string name, string value, string? result, ValueRange range)
    {
        result ??= $"{name}.rounded";
        graph.Initializer.Add(Constant($"{name}.scale", DataType.Float, MemoryMarshal.AsBytes<float>([range.Scale])));
        graph.Initializer.Add(Constant($"{name}.zero", DataType.Uint8, [range.ZeroPoint]));
        graph.Node.Add(Node(Quantize, $"{name}.steps", [value, $"{name}.scale", $"{name}.zero"]));
        graph.Node.Add(Node(Dequantize, result, [$"{name}.steps", $"{name}.scale", $"{name}.zero"]));
        return result;
    }

    static float[] Scales(Convolution convolution)
    {
        var size = convolution.Weights.Length / convolution.Channels;
        return [.. convolution.Weights.Chunk(size).Select(row => Math.Max(row.Max(MathF.Abs) / MostWeight, 1e-12f))];
    }

    static string Weights(GraphProto graph, string name, Convolution convolution, float[] scales)
    {
        var size = convolution.Weights.Length / convolution.Channels;
        sbyte[] steps = [.. convolution.Weights.Select((weight, i) => (sbyte)MathF.Round(weight / scales[i / size]))];
        return Constants(graph, $"{name}.weight", DataType.Int8, MemoryMarshal.AsBytes<sbyte>(steps), scales, convolution.Shape);
    }

    // In steps of the products, so that they add up without another scale.
    static string Biases(GraphProto graph, string name, Convolution convolution, float[] scales, float inputScale)
    {
        float[] products = [.. scales.Select(scale => scale * inputScale)];
        int[] steps = [.. convolution.Biases.Select((bias, i) => (int)Math.Clamp(Math.Round((double)bias / products[i]), -1e9, 1e9))];
        return Constants(graph, $"{name}.bias", DataType.Int32, MemoryMarshal.AsBytes<int>(steps), products, [convolution.Channels]);
    }

    // One scale an output channel; ONNX takes a missing zero point for 0.
    static string Constants(GraphProto graph, string name, DataType type, ReadOnlySpan<byte> steps, float[] scales, long[] shape)
    {
        graph.Initializer.Add(Constant($"{name}.steps", type, steps, shape));
        graph.Initializer.Add(Constant($"{name}.scale", DataType.Float, MemoryMarshal.AsBytes<float>(scales), scales.Length));
        graph.Node.Add(Node(Dequantize, name, [$"{name}.steps", $"{name}.scale"], new OnnxAttribute("axis", 0)));
        return name;
    }

    static void DropUnused(GraphProto graph)
    {
        var used = graph.Node.SelectMany(node => node.Input).ToHashSet(StringComparer.Ordinal);
        TensorProto[] kept = [.. graph.Initializer.Where(tensor => used.Contains(tensor.Name))];
        graph.Initializer.Clear();
        graph.Initializer.AddRange(kept);
    }

    static NodeProto Node(string type, string output, string[] inputs, params OnnxAttribute[] attributes)
    {
        var node = new NodeProto { OpType = type, Name = output };
        node.Input.AddRange(inputs);
        node.Output.Add(output);
        node.Attribute.AddRange(attributes.Select(attribute => attribute.Proto));
        return node;
    }

    static TensorProto Constant(string name, DataType type, ReadOnlySpan<byte> littleEndian, params long[] shape)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(littleEndian) };
        tensor.Dims.AddRange(shape);
        return tensor;
    }

    static ModelProto Read(byte[] model)
    {
        try
        {
            return ModelProto.Parser.ParseFrom(model);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new OnnxExportException($"Expected an ONNX file, but: {exception.Message} Give the bytes of one.", exception);
        }
    }
}
