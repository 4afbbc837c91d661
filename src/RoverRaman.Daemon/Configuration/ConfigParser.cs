using System.Text.Json;
using RoverRaman.Instruments.Housekeeping;
using RoverRaman.Onboard;
using RoverRaman.Triage;
using RoverRaman.Wire;

namespace RoverRaman.Daemon;

/// <summary>
/// JSON (comments and trailing commas allowed) to <see cref="DaemonConfig"/>. One pass finds every error; the key names, ranges and
/// defaults stand here and nowhere else. Paths are relative to the file.
/// </summary>
public static class ConfigParser
{
    const int LargestFile = 1 << 20;

    static readonly JsonDocumentOptions Syntax = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 16 };

    /// <summary>Reads a file. What is wrong with it is added to <paramref name="errors"/>; the result is then not to be used.</summary>
    public static DaemonConfig? Load(string path, List<ConfigError> errors)
    {
        try
        {
            if (new FileInfo(path).Length > LargestFile)
                errors.Add(new ConfigError(path, $"expected at most {LargestFile} bytes, found {new FileInfo(path).Length}"));
            else
                return Parse(File.ReadAllBytes(path), Path.GetDirectoryName(Path.GetFullPath(path))!, errors);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(new ConfigError(path, $"expected a readable configuration file, found: {e.Message}"));
        }
        return null;
    }

    /// <summary>Reads the bytes of a file in <paramref name="folder"/>.</summary>
    public static DaemonConfig? Parse(ReadOnlyMemory<byte> json, string folder, List<ConfigError> errors)
    {
        try
        {
            using var document = JsonDocument.Parse(WithoutMark(json), Syntax);
            return ReadRoot(new ConfigSection(document.RootElement, "$", errors), new ConfigPaths(folder));
        }
        catch (JsonException e)
        {
            errors.Add(new ConfigError("$", $"expected JSON, found an error in line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: {e.Message}"));
            return null;
        }
    }

    static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> json) => json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;

    static DaemonConfig ReadRoot(ConfigSection root, ConfigPaths paths)
    {
        var instrument = root.Section("instrument");
        var acquisition = AcquisitionSection.Read(instrument, root.Section("acquire"));
        var (inference, headCapacity) = InferenceSection.Read(root.Section("inference"), paths);
        var products = root.Has("downlink") ? DownlinkSection.Read(root.Section("downlink"), paths) : null;
        var config = new DaemonConfig
        {
            Protocol = InstrumentSection.ReadProtocol(instrument),
            Port = InstrumentSection.ReadAddress(instrument, "port"),
            Pixels = InstrumentSection.ReadPixels(instrument),
            Checksum = InstrumentSection.ReadChecksum(instrument),
            Conversion = InstrumentSection.ReadConversion(instrument, paths),
            Safety = InstrumentSection.ReadSafety(instrument.Section("safety")),
            LaserNanometres = InstrumentSection.ReadLaser(instrument),
            Model = paths.Resolve(root.Text("model")),
            Heads = root.Has("heads") ? HeadsSection.Read(root.Section("heads"), paths) : null,
            Inference = inference,
            HeadCapacity = headCapacity,
            Onboard = new OnboardOptions
            {
                Acquisition = acquisition,
                Triage = (products is null ? null : DownlinkSection.ReadPolicy(root.Section("downlink"), paths, products.PolicyKeys)) ?? ReadTriage(root.Section("triage")),
                Products = products,
                Publisher = root.Has("publish") ? OutputSections.ReadPublish(root.Section("publish"), paths) : null,
                Journal = root.Has("journal") ? OutputSections.ReadJournal(root.Section("journal"), paths) : null,
                Link = root.Has("link") ? LinkSection.Read(root.Section("link")) : null,
                HealthInterval = TimeSpan.FromSeconds(root.Number("health_interval_s", 0.1, 86_400, 10)),
                Board = ReadBoard(root),
                Version = Program.Version,
            },
        };
        instrument.Finish();
        root.Know("publish", "journal", "link", "heads", "triage", "downlink");
        root.Finish();
        return config;
    }

    static BoardSource? ReadBoard(ConfigSection root)
    {
        try
        {
            return BoardSource.Parse(root.Text("sysfs", "/sys"));
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            root.Error("sysfs", e.Message);
            return null;
        }
    }

    static TriagePolicy ReadTriage(ConfigSection section)
    {
        ReadOnlySpan<(string, TriageAction)> actions =
            [("drop", TriageAction.Drop), ("send-summary", TriageAction.SendSummary), ("send-spectrum", TriageAction.SendSpectrum)];
        var defaults = new TriagePolicy();
        var policy = new TriagePolicy
        {
            MinimumProbability = section.Number("min_probability", 0, 1, defaults.MinimumProbability),
            MinimumMargin = section.Number("min_margin", 0, 1, defaults.MinimumMargin),
            Targets = section.Texts("targets"),
            TargetProbability = section.Number("target_probability", 0, 1, defaults.TargetProbability),
            Unusable = section.Choice("unusable", defaults.Unusable, actions),
            Uncertain = section.Choice("uncertain", defaults.Uncertain, actions),
            Confident = section.Choice("confident", defaults.Confident, actions),
        };
        section.Finish();
        return policy;
    }
}
