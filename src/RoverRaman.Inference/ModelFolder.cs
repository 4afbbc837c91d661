using RoverRaman.Heads;
using RoverRaman.Spectra;

namespace RoverRaman.Inference;

/// <summary>A folder models/NAME/: backbone.onnx, head.rrhead, composed.onnx, model.json, card.md, consistent with each other.</summary>
public sealed class ModelFolder
{
    /// <summary>File names within the folder.</summary>
    public const string BackboneName = "backbone.onnx", HeadName = "head.rrhead", ComposedName = "composed.onnx",
        DescriptionName = "model.json", CardName = "card.md", GoldenName = "golden.csv";

    ModelFolder(string path, HeadPackage head, ModelDescription description) => (Path, Head, Description) = (path, head, description);

    /// <summary>Opens a folder and checks that its files exist and belong together (hashes in model.json and in the head's
    /// manifest).</summary>
    /// <param name="path">The folder.</param>
    /// <param name="checkComposed">False leaves composed.onnx alone, which the daemon does not use: a faster start, and it need not be
    /// onboard.</param>
    /// <exception cref="ModelException">A file is missing, damaged or of another model.</exception>
    public static ModelFolder Open(string path, bool checkComposed = true)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!Directory.Exists(path))
            throw new ModelException($"Expected a model's folder at {path}, found none. Give a folder that holds {DescriptionName}, " +
                $"{BackboneName} and {HeadName}.");
        var folder = System.IO.Path.GetFullPath(path);
        var description = ModelDescription.Load(System.IO.Path.Combine(folder, DescriptionName));
        CheckKnown(description, folder);
        CheckFile(folder, BackboneName, description.BackboneSha256);
        if (checkComposed)
            CheckFile(folder, ComposedName, description.ComposedSha256);
        return new ModelFolder(folder, ReadHead(folder, description), description);
    }

    /// <summary>Writes a model's folder (made where missing, files replaced) and opens it, so that what was written has been
    /// checked.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="backbone">Bytes of backbone.onnx; the head's manifest carries their <see cref="HashOf"/>.</param>
    /// <param name="composed">Bytes of composed.onnx.</param>
    /// <param name="head">The head.</param>
    /// <param name="description">What model.json is to say; the three hashes are filled in here.</param>
    /// <param name="card">Text of card.md, or null to leave it to the caller.</param>
    /// <exception cref="ModelException">The parts contradict each other.</exception>
    public static ModelFolder Write(
        string path, byte[] backbone, byte[] composed, HeadPackage head, ModelDescription description, string? card = null)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(description);
        _ = Directory.CreateDirectory(path);
        var headBytes = head.ToBytes();
        // The description goes last and the old one first, so that a folder written half is refused, not misread.
        File.Delete(System.IO.Path.Combine(path, DescriptionName));
        File.WriteAllBytes(System.IO.Path.Combine(path, BackboneName), backbone);
        File.WriteAllBytes(System.IO.Path.Combine(path, ComposedName), composed);
        File.WriteAllBytes(System.IO.Path.Combine(path, HeadName), headBytes);
        if (card is not null)
            File.WriteAllText(System.IO.Path.Combine(path, CardName), card);
        var complete = description with
        {
            BackboneSha256 = HashOf(backbone),
            ComposedSha256 = HashOf(composed),
            HeadSha256 = HashOf(headBytes),
        };
        complete.Save(System.IO.Path.Combine(path, DescriptionName));
        return Open(path);
    }

    /// <summary>SHA-256 as model.json and the head's manifest write it: hex, lower case.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes) => FileHash.Sha256(bytes);

    /// <summary>The folder, as a full path.</summary>
    public string Path { get; }

    /// <summary>Path of backbone.onnx.</summary>
    public string BackboneFile => System.IO.Path.Combine(Path, BackboneName);

    /// <summary>Path of golden.csv or golden.csv.gz, the spectra that no later head may name worse; null where the model has none.</summary>
    public string? GoldenFile => new[] { GoldenName, GoldenName + ".gz" }.Select(name => System.IO.Path.Combine(Path, name)).FirstOrDefault(File.Exists);

    /// <summary>Path of composed.onnx.</summary>
    public string ComposedFile => System.IO.Path.Combine(Path, ComposedName);

    /// <summary>The head.</summary>
    public HeadPackage Head { get; }

    /// <summary>What model.json says.</summary>
    public ModelDescription Description { get; }

    static void CheckKnown(ModelDescription description, string folder)
    {
        var known = PreprocessingId.Paper.ToString();
        if (description.Preprocessing != known)
            throw new ModelException($"Expected the preprocessing {known} in {folder}, found {description.Preprocessing}. Use a program " +
                "that knows it, or train the model anew.");
    }

    static void CheckFile(string folder, string file, string expected) =>
        CheckHash(System.IO.Path.Combine(folder, file), expected, FileHash.Sha256(System.IO.Path.Combine(folder, file)));

    static void CheckHash(string file, string expected, string found)
    {
        if (expected != found)
            throw new ModelException($"Expected SHA-256 {expected} for {file}, as {DescriptionName} says, found {found}. The file is " +
                "damaged or of another model: copy the whole folder again.");
    }

    static HeadPackage ReadHead(string folder, ModelDescription description)
    {
        var file = System.IO.Path.Combine(folder, HeadName);
        var bytes = FileHash.ReadAll(file);
        CheckHash(file, description.HeadSha256, FileHash.Sha256(bytes));
        HeadPackage head;
        try
        {
            head = HeadPackage.Read(bytes);
        }
        catch (HeadFormatException e)
        {
            throw new ModelException($"Expected a head package in {file}, but: {e.Message} Copy the model again, or pack its head " +
                "anew.", e);
        }
        Agree(file, "backbone", description.BackboneSha256, head.Manifest.BackboneSha256);
        Agree(file, "preprocessing", description.Preprocessing, head.Manifest.Preprocessing);
        Agree(file, "feature size", $"{description.FeatureSize}", $"{head.Manifest.FeatureSize}");
        Agree(file, "number of classes", $"{description.Classes}", $"{head.Manifest.Classes.Count}");
        return head;
    }

    static void Agree(string file, string what, string expected, string found)
    {
        if (expected != found)
            throw new ModelException($"Expected {what} {expected} in {file}, as {DescriptionName} says, found {found}. The head is of " +
                "another model: copy the whole folder again.");
    }
}
