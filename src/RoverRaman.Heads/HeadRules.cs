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
            throw Wrong($"1..{HeadPackage.MaxClasses} classes", $"{manifest.Classes.Count}", manifest.Classes.Count == 0 ? HeadRefusal.Malformed : HeadRefusal.TooManyClasses);
        if (manifest.FeatureSize is < 1 or > HeadPackage.MaxFeatureSize)
            throw Wrong($"1..{HeadPackage.MaxFeatureSize} features", $"{manifest.FeatureSize}");
        if (manifest.Layout is { } layout && layout.Size != manifest.FeatureSize)
            throw Wrong($"groups of {manifest.FeatureSize} features together", $"{layout}");
        _ = HashBytes(manifest.BackboneSha256);
        CheckText("name of the preprocessing", manifest.Preprocessing, HeadManifestCodec.MaxPreprocessingBytes);
        if (!float.IsFinite(manifest.Temperature) || manifest.Temperature <= 0)
            throw Wrong("a temperature that is finite and above 0", $"{manifest.Temperature}");
        CheckClasses(manifest.Classes);
        CheckOptions(manifest);
        CheckNumbers("weights", head.Weights, (long)manifest.Classes.Count * manifest.FeatureSize);
        CheckNumbers("biases", head.Biases, manifest.Classes.Count);
    }

    public static byte[] HashBytes(string hex) => hex.Length == 64 && hex.All(char.IsAsciiHexDigitLower)
        ? Convert.FromHexString(hex)
        : throw Wrong("a SHA-256 as 64 hex digits in lower case", $"'{hex}'");

    static void CheckOptions(HeadManifest manifest)
    {
        if (manifest.Axis is { } axis && (axis.Step == 0 || axis.Last <= axis.First))
            throw Wrong("a grid that ascends", $"{axis}");
        if (manifest.InstrumentRange is { } range && range.High <= range.Low)
            throw Wrong("a range of Raman shifts that is not empty", $"{range}");
        foreach (float threshold in (float[])[manifest.UnknownThreshold, manifest.ConformalThreshold, manifest.ConformalCoverage])
            if (float.IsInfinity(threshold))
                throw Wrong("thresholds that are finite, or NaN where not calibrated", $"{threshold}", HeadRefusal.NotFinite);
        if (manifest.GoldenChecks.Count > HeadPackage.MaxGoldenChecks)
            throw Wrong($"at most {HeadPackage.MaxGoldenChecks} golden checks", $"{manifest.GoldenChecks.Count}", HeadRefusal.TooLarge);
        foreach (var check in manifest.GoldenChecks)
            CheckGolden(manifest, check);
    }

    static void CheckGolden(HeadManifest manifest, GoldenCheck check)
    {
        int length = check.Features.Length;
        if (!manifest.Holds(length))
            throw Wrong($"golden features of {manifest.Layout?.ToString() ?? $"1..{FeatureLayout.MaxAlignments} x {manifest.FeatureSize}"} values", $"{length}");
        if (!manifest.Classes.Any(known => known.Id == check.ClassId))
            throw Wrong("golden checks of classes in the head", $"one of class {check.ClassId}", HeadRefusal.MissingClass);
        CheckNumbers("golden features", check.Features, length);
    }

    static void CheckClasses(IReadOnlyList<ClassName> classes)
    {
        var ids = new HashSet<ushort>(classes.Count);
        for (int row = 0; row < classes.Count; row++)
        {
            if (!ids.Add(classes[row].Id))
                throw Wrong("class ids that occur once", $"id {classes[row].Id} again in row {row}", HeadRefusal.DuplicateClass);
            CheckText($"class name in row {row}", classes[row].Name, HeadPackage.MaxNameBytes);
        }
    }

    public static void CheckText(string what, string text, int maximumBytes)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl))
            throw Wrong($"a {what} without control characters", $"'{text}'", HeadRefusal.BadName);
        try
        {
            int length = StrictUtf8.GetByteCount(text);
            if (length > maximumBytes)
                throw Wrong($"a {what} of at most {maximumBytes} bytes of UTF-8", $"{length}", HeadRefusal.BadName);
        }
        catch (EncoderFallbackException e)
        {
            throw new HeadFormatException(HeadRefusal.BadName, $"Expected a {what} of valid Unicode, found half a surrogate pair.", e);
        }
    }

    public static void CheckNumbers(string what, float[] values, long expected)
    {
        if (values.Length != expected)
            throw Wrong($"{expected} {what}", $"{values.Length}");
        for (int i = 0; i < values.Length; i++)
            if (!float.IsFinite(values[i]))
                throw Wrong($"finite {what}", $"{values[i]} at index {i}", HeadRefusal.NotFinite);
    }

    static HeadFormatException Wrong(string expected, string found, HeadRefusal reason = HeadRefusal.Malformed) => new(reason, $"Expected {expected}, found {found}.");
}
