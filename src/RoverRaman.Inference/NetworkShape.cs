using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using RoverRaman.Heads;
using RoverRaman.Spectra;

namespace RoverRaman.Inference;

/// <summary>Names and shapes of a network's input and output, checked: [n, 1392] float -> [n, D], [n, O, D] or, with a layout in the file's
/// metadata, [n, features] float.</summary>
sealed record NetworkShape(string InputName, string OutputName, FeatureLayout Features, long[] OutputShape)
{
    /// <exception cref="ModelException">The network has other inputs or outputs.</exception>
    public static NetworkShape Of(InferenceSession session, string onnxFile)
    {
        var input = Only(session.InputMetadata, "input", onnxFile);
        var output = Only(session.OutputMetadata, "output", onnxFile);
        if (!IsFloat(input.Value) || input.Value.Dimensions is not [-1 or 1, Grid.Count])
            throw Unexpected(onnxFile, $"one float input [n, {Grid.Count}]", input);
        return IsFloat(output.Value)
            ? output.Value.Dimensions switch
            {
                [-1 or 1, > 0 and var size] => new(input.Key, output.Key, Layout(session, size, onnxFile), [1, size]),
                [-1 or 1, > 0 and <= FeatureLayout.MaxAlignments and var alignments, > 0 and <= HeadPackage.MaxFeatureSize and var size] =>
                    new(input.Key, output.Key, new FeatureLayout((alignments, size)), [1, alignments, size]),
                _ => throw Unexpected(onnxFile, "one float output [n, D] or [n, O, D] with D and O fixed", output),
            }
            : throw Unexpected(onnxFile, "one float output [n, D] or [n, O, D]", output);
    }

    static FeatureLayout Layout(InferenceSession session, int size, string onnxFile)
    {
        var text = session.ModelMetadata.CustomMetadataMap.GetValueOrDefault(Backbone.FeatureLayoutKey) ?? $"1x{size}";
        return FeatureLayout.Parse(text) is { } layout && layout.Count == size
            ? layout
            : throw new ModelException($"Expected a layout of {size} features (such as 7x128+9x64) under {Backbone.FeatureLayoutKey} in {onnxFile}, found '{text}'. " +
                "Export the network anew.");
    }

    static KeyValuePair<string, NodeMetadata> Only(IReadOnlyDictionary<string, NodeMetadata> values, string what, string onnxFile) =>
        values.Count == 1
            ? values.First()
            : throw new ModelException($"Expected one {what} in {onnxFile}, found {values.Count} ({string.Join(", ", values.Keys)}). " +
                $"Export the network with one {what}.");

    static bool IsFloat(NodeMetadata value) => value.IsTensor && value.ElementDataType == TensorElementType.Float;

    static ModelException Unexpected(string onnxFile, string expected, KeyValuePair<string, NodeMetadata> found)
    {
        var type = found.Value.IsTensor
            ? $"{found.Value.ElementDataType} [{string.Join(", ", found.Value.Dimensions)}]"
            : $"{found.Value.OnnxValueType}";
        return new($"Expected {expected} in {onnxFile}, found '{found.Key}': {type} (-1 = any). Is it a backbone of this project? " +
            "Export it anew.");
    }
}
