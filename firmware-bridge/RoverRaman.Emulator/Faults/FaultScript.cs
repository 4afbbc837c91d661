using RoverRaman.Instruments.Obp;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace RoverRaman.Emulator;

/// <summary>What goes wrong in a run: rules in order, of which the first that applies spoils a reply.</summary>
/// <param name="Rules">The rules.</param>
public sealed record FaultScript(IReadOnlyList<FaultRule> Rules)
{
    /// <summary>Nothing goes wrong.</summary>
    public static FaultScript Empty { get; } = new([]);

    /// <summary>One fault with every N-th spectrum: what --fault and --fault-every ask for.</summary>
    public static FaultScript Simple(FaultKind kind, int every) =>
        kind == FaultKind.None ? Empty : new FaultScript([new FaultRule
        {
            What = kind,
            Every = every,
            Milliseconds = kind == FaultKind.Late ? 1000 : 0,
            Error = kind == FaultKind.Nack ? (int)ObpError.Internal : null,
        }]);

    /// <summary>Reads a script from a file: YAML, of which JSON is a part.</summary>
    /// <exception cref="InvalidDataException">It is not as it should be; the message names file, rule and reason.</exception>
    public static FaultScript Read(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"Expected a fault script at {path}: {error.Message}", error);
        }
        return Parse(text, path);
    }

    /// <summary>Reads a script.</summary>
    /// <param name="text">YAML or JSON.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="InvalidDataException">It is not as it should be.</exception>
    public static FaultScript Parse(string text, string name = "fault script")
    {
        var rules = Deserialize(text, name)?.Faults;
        if (rules is null || rules.Count == 0)
            throw new InvalidDataException($"{name}: expected a list \"faults\" with at least one rule, found none. See the README for an example.");
        return new FaultScript([.. rules.Select((rule, number) => ToRule(rule, $"{name}: rule {number + 1}"))]);
    }

    static Document? Deserialize(string text, string name)
    {
        var reader = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build();
        try
        {
            return reader.Deserialize<Document?>(text);
        }
        catch (YamlException error)
        {
            throw new InvalidDataException($"{name}, line {error.Start.Line}: {error.InnerException?.Message ?? error.Message}", error);
        }
    }

    static FaultRule ToRule(RuleText? text, string name)
    {
        if (text?.What is null)
            throw new InvalidDataException($"{name}: expected \"what\", one of {string.Join(", ", FaultNames.All.Skip(1))}.");
        if (!FaultNames.All.Contains(text.What))
            throw new InvalidDataException($"{name}: what: expected one of {string.Join(", ", FaultNames.All.Skip(1))}, found \"{text.What}\".");
        var error = text.Error is null or "each" ? (int?)null
            : int.TryParse(text.Error, out var number) && number is > 0 and <= 65535 ? number
            : throw new InvalidDataException($"{name}: error: expected a number of 1 to 65535 or each, found \"{text.Error}\".");
        var rule = new FaultRule
        {
            What = FaultNames.Parse(text.What),
            When = text.When ?? "spectrum",
            After = text.After,
            Every = text.Every,
            Chance = text.Chance,
            At = text.At ?? [],
            Times = text.Times,
            Bytes = text.Bytes,
            Place = text.Place,
            Milliseconds = text.Milliseconds,
            Error = error,
        };
        return rule.Problems().FirstOrDefault() is { } problem ? throw new InvalidDataException($"{name}: {problem}") : rule;
    }

    sealed class Document
    {
        public List<RuleText?>? Faults { get; set; }
    }

    sealed class RuleText
    {
        public string? What { get; set; }
        public string? When { get; set; }
        public int After { get; set; }
        public int Every { get; set; }
        public double Chance { get; set; }
        public List<long>? At { get; set; }
        public long Times { get; set; }
        public int Bytes { get; set; } = 1;
        public double? Place { get; set; }
        public int Milliseconds { get; set; }
        public string? Error { get; set; }
    }
}
