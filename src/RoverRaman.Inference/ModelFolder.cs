using RoverRaman.Heads;

namespace RoverRaman.Inference;

/// <summary>A folder models/NAME/: backbone.onnx, head.rrhead, composed.onnx, model.json, card.md, consistent with each other.</summary>
public sealed class ModelFolder
{
    /// <summary>Opens a folder and checks that its files exist and belong together (hashes in model.json and in the head's manifest).</summary>
    /// <exception cref="ModelException">A file is missing, damaged or of another model.</exception>
    public static ModelFolder Open(string path) => throw new NotImplementedException();

    /// <summary>The folder.</summary>
    public string Path => throw new NotImplementedException();

    /// <summary>Path of backbone.onnx.</summary>
    public string BackboneFile => throw new NotImplementedException();

    /// <summary>Path of composed.onnx.</summary>
    public string ComposedFile => throw new NotImplementedException();

    /// <summary>The head.</summary>
    public HeadPackage Head => throw new NotImplementedException();

    /// <summary>What model.json says.</summary>
    public ModelDescription Description => throw new NotImplementedException();
}
