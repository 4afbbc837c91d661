using System.Text;
using RoverRaman.Wire;

namespace RoverRaman.Heads;

// What every head must satisfy, whether it is about to be written or was just read.
static class HeadRules
{
    static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    public static void Check(HeadPackage head)
    {
        var manifest = head.Manifest;
        if (manifest.Classes.Count is 0 or > HeadPackage.MaxClasses)
            throw Wrong($"1..{HeadPackage.MaxClasses} classes", $"{manifest.Classes.Count}");
        if (manifest.FeatureSize is < 1 or > HeadPackage.MaxFeatureSize)
            throw Wrong($"1..{HeadPackage.MaxFeatureSize} features", $"{manifest.FeatureSize}");
        if (manifest.BackboneSha256.Length != 64 || !manifest.BackboneSha256.All(char.IsAsciiHexDigitLower))
            throw Wrong("the backbone's SHA-256 as 64 hex digits in lower case", $"'{manifest.BackboneSha256}'");
        CheckText("name of the preprocessing", manifest.Preprocessing, HeadManifestCodec.MaxPreprocessingBytes);
        if (!float.IsFinite(manifest.Temperature) || manifest.Temperature <= 0)
            throw Wrong("a temperature that is finite and above 0", $"{manifest.Temperature}");
        CheckClasses(manifest.Classes);
        CheckNumbers("weights", head.Weights, (long)manifest.Classes.Count * manifest.FeatureSize);
        CheckNumbers("biases", head.Biases, manifest.Classes.Count);
    }

    static void CheckClasses(IReadOnlyList<ClassName> classes)
    {
        var ids = new HashSet<ushort>(classes.Count);
        for (int row = 0; row < classes.Count; row++)
        {
            if (!ids.Add(classes[row].Id))
                throw Wrong("class ids that occur once", $"id {classes[row].Id} again in row {row}");
            CheckText($"class name in row {row}", classes[row].Name, HeadPackage.MaxNameBytes);
        }
    }

    static void CheckText(string what, string text, int maximumBytes)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl))
            throw Wrong($"a {what} without control characters", $"'{text}'");
        try
        {
            int length = StrictUtf8.GetByteCount(text);
            if (length > maximumBytes)
                throw Wrong($"a {what} of at most {maximumBytes} bytes of UTF-8", $"{length}");
        }
        catch (EncoderFallbackException e)
        {
            throw new HeadFormatException($"Expected a {what} of valid Unicode, found half a surrogate pair.", e);
        }
    }

    static void CheckNumbers(string what, float[] values, long expected)
    {
        if (values.Length != expected)
            throw Wrong($"{expected} {what}", $"{values.Length}");
        for (int i = 0; i < values.Length; i++)
            if (!float.IsFinite(values[i]))
                throw Wrong($"finite {what}", $"{values[i]} at index {i}");
    }

    static HeadFormatException Wrong(string expected, string found) => new($"Expected {expected}, found {found}.");
}
