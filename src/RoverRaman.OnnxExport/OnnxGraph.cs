using System.Runtime.InteropServices;
using Google.Protobuf;
using RoverRaman.OnnxExport.Format;
using static RoverRaman.OnnxExport.Format.TensorProto.Types;

namespace RoverRaman.OnnxExport;

/// <summary>
/// An ONNX graph in the making: add inputs, weights and nodes in the order of the computation, then take the bytes. Usable without
/// TorchSharp. Every value's first dimension is the batch, named n; the shapes given here leave it out. Same calls, same bytes.
/// </summary>
/// <param name="name">Name of the graph.</param>
public sealed class OnnxGraph(string name)
{
    /// <summary>Name of the batch dimension.</summary>
    public const string Batch = "n";

    readonly GraphProto _graph = new() { Name = name };
    readonly HashSet<string> _names = [];

    /// <summary>Put before the names of the nodes and weights that follow: the path of the module being written.</summary>
    public string Scope { get; set; } = "";

    /// <summary>Adds an input [n, <paramref name="shape"/>] of floats and returns its name.</summary>
    public string AddInput(string name, params long[] shape)
    {
        Claim(name);
        _graph.Input.Add(Value(name, shape));
        return name;
    }

    /// <summary>Adds constants (weights) and returns their name.</summary>
    /// <param name="name">Name within the scope.</param>
    /// <param name="values">Row-major.</param>
    /// <param name="shape">All dimensions; there is no batch.</param>
    public string AddWeight(string name, ReadOnlySpan<float> values, params long[] shape)
    {
        var expected = shape.Aggregate(1L, (product, length) => checked(product * length));
        if (values.Length != expected)
            throw new OnnxExportException($"Expected {expected} values for {Scoped(name)} of shape [{string.Join(", ", shape)}], found " +
                $"{values.Length}.");
        return AddConstant(name, (int)DataType.Float, MemoryMarshal.AsBytes(values), shape);
    }

    /// <summary>Adds a list of integers (an operator's shape or axes input) and returns its name.</summary>
    public string AddIntegers(string name, params long[] values) =>
        AddConstant(name, (int)DataType.Int64, MemoryMarshal.AsBytes(values.AsSpan()), [values.Length]);

    /// <summary>Adds an operator with one output and returns the output's name.</summary>
    /// <param name="opType">Operator of the default operator set, such as Conv.</param>
    /// <param name="inputs">Names of its inputs, in the operator's order.</param>
    /// <param name="attributes">Its settings.</param>
    public string AddNode(string opType, string[] inputs, params OnnxAttribute[] attributes)
    {
        foreach (var input in inputs)
            if (!_names.Contains(input))
                throw new OnnxExportException($"Expected the inputs of {opType} in '{Scope}' to exist in the graph, found no value " +
                    $"named '{input}'. Add it first.");
        var output = Unique(opType);
        var node = new NodeProto { OpType = opType, Name = output };
        node.Input.AddRange(inputs);
        node.Output.Add(output);
        node.Attribute.AddRange(attributes.Select(attribute => attribute.Proto));
        _graph.Node.Add(node);
        return output;
    }

    /// <summary>Makes <paramref name="value"/> an output [n, <paramref name="shape"/>] of the graph, under the name <paramref
    /// name="name"/>.</summary>
    public void AddOutput(string value, string name, params long[] shape)
    {
        var producer = _graph.Node.FirstOrDefault(node => node.Output[0] == value)
            ?? throw new OnnxExportException($"Expected the output to be made by a node of the graph, found '{value}', which none makes.");
        Claim(name);
        producer.Output[0] = name;
        foreach (var node in _graph.Node)
            for (var i = 0; i < node.Input.Count; i++)
                if (node.Input[i] == value)
                    node.Input[i] = name;
        _graph.Output.Add(Value(name, shape));
    }

    /// <summary>The model's file.</summary>
    /// <param name="options">Versions, producer and metadata.</param>
    public byte[] ToBytes(OnnxModelOptions? options = null)
    {
        options ??= new OnnxModelOptions();
        if (_graph.Output.Count == 0)
            throw new OnnxExportException("Expected an output in the graph, found none. Call AddOutput last.");
        var model = new ModelProto
        {
            IrVersion = options.IrVersion,
            ProducerName = options.ProducerName,
            ProducerVersion = options.ProducerVersion,
            DocString = options.Description,
            Graph = _graph,
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = options.OpsetVersion } },
        };
        // Sorted, so that the bytes do not depend on a dictionary's order.
        foreach (var (key, value) in options.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        return model.ToByteArray();
    }

    string AddConstant(string name, int dataType, ReadOnlySpan<byte> littleEndian, long[] shape)
    {
        var unique = Unique(name);
        var tensor = new TensorProto { Name = unique, DataType = dataType, RawData = ByteString.CopyFrom(littleEndian) };
        tensor.Dims.AddRange(shape);
        _graph.Initializer.Add(tensor);
        return unique;
    }

    internal static ValueInfoProto Value(string name, long[] shape)
    {
        var dimensions = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = Batch } } };
        dimensions.Dim.AddRange(shape.Select(length => new TensorShapeProto.Types.Dimension { DimValue = length }));
        return new() { Name = name, Type = new() { TensorType = new() { ElemType = (int)DataType.Float, Shape = dimensions } } };
    }

    string Scoped(string name) => Scope.Length == 0 ? name : $"{Scope}.{name}";

    string Unique(string name)
    {
        var candidate = Scoped(name);
        for (var copy = 2; !_names.Add(candidate); copy++)
            candidate = $"{Scoped(name)}_{copy}";
        return candidate;
    }

    void Claim(string name)
    {
        if (!_names.Add(name))
            throw new OnnxExportException($"Expected '{name}' to be a new name in the graph, but it is taken. Choose another.");
    }
}
