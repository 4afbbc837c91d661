using System.Globalization;
using System.Text.Json;

namespace RoverRaman.Daemon;

/// <summary>
/// One object of a configuration. Each read names a key, its type, its range and its default; a wrong value is noted with its path and
/// the default is returned, so that one pass finds every error. Keys that nobody read are noted by <see cref="Finish"/>.
/// </summary>
public sealed class ConfigSection
{
    readonly string _path;
    readonly List<ConfigError> _errors;
    readonly Dictionary<string, JsonElement> _values = [];
    readonly HashSet<string> _known = [];

    /// <summary>Wraps an object; anything else is noted and read as empty.</summary>
    /// <param name="element">The object, or null where the key is absent.</param>
    /// <param name="path">Its JSON path.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public ConfigSection(JsonElement? element, string path, List<ConfigError> errors)
    {
        (_path, _errors) = (path, errors);
        if (element is not { } given)
            return;
        if (given.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new ConfigError(path, $"expected an object {{ ... }}, found {Describe(given)}"));
            return;
        }
        foreach (var property in given.EnumerateObject())
            if (!_values.TryAdd(property.Name, property.Value))
                Error(property.Name, "expected once, found again");
    }

    /// <summary>True where the key is present.</summary>
    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>Says that these keys exist, although this configuration does not need them.</summary>
    public void Know(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            _known.Add(key);
    }

    /// <summary>Notes an error at a key.</summary>
    public void Error(string key, string message) => _errors.Add(new ConfigError($"{_path}.{key}", message));

    /// <summary>The object under a key; an empty one where it is absent.</summary>
    public ConfigSection Section(string key) => new(Value(key), $"{_path}.{key}", _errors);

    /// <summary>Text that may not be empty; required where no default is given.</summary>
    public string Text(string key, string? fallback = null)
    {
        if (Value(key) is not { } value)
            return fallback ?? Missing(key, "a text");
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
            return text;
        Error(key, $"expected a text that is not empty, found {Describe(value)}");
        return fallback ?? "";
    }

    /// <summary>Text, or null where the key is absent or null.</summary>
    public string? OptionalText(string key) => Value(key) is null or { ValueKind: JsonValueKind.Null } ? null : Text(key, "");

    /// <summary>A number within a range; required where no default is given.</summary>
    public double Number(string key, double minimum, double maximum, double? fallback = null)
    {
        var expected = string.Create(CultureInfo.InvariantCulture, $"a number from {minimum} to {maximum}");
        if (Value(key) is not { } value)
        {
            if (fallback is null)
                Missing(key, expected);
            return fallback ?? minimum;
        }
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= minimum && number <= maximum)
            return number;
        Error(key, $"expected {expected}, found {Describe(value)}");
        return fallback ?? minimum;
    }

    /// <summary>A whole number within a range.</summary>
    public long Integer(string key, long minimum, long maximum, long fallback)
    {
        if (Value(key) is not { } value)
            return fallback;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= minimum && number <= maximum)
            return number;
        Error(key, $"expected a whole number from {minimum} to {maximum}, found {Describe(value)}");
        return fallback;
    }

    /// <summary>true or false.</summary>
    public bool Flag(string key, bool fallback)
    {
        if (Value(key) is not { } value)
            return fallback;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Error(key, $"expected true or false, found {Describe(value)}");
        return fallback;
    }

    /// <summary>One of a few words.</summary>
    public T Choice<T>(string key, T fallback, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        if (Value(key) is not { } value)
            return fallback;
        var words = new List<string>();
        foreach (var (word, meaning) in choices)
        {
            if (value.ValueKind == JsonValueKind.String && value.ValueEquals(word))
                return meaning;
            words.Add(word);
        }
        var hint = value.ValueKind == JsonValueKind.String ? NearMiss.Hint(value.GetString()!, words) : "";
        Error(key, $"expected one of \"{string.Join("\", \"", words)}\", found {Describe(value)}{hint}");
        return fallback;
    }

    /// <summary>A list of texts; empty where the key is absent.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        if (Value(key) is not { } value)
            return [];
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String))
            return [.. value.EnumerateArray().Select(e => e.GetString()!)];
        Error(key, $"expected a list of texts [\"...\"], found {Describe(value)}");
        return [];
    }

    /// <summary>Notes every key that was not asked for.</summary>
    public void Finish()
    {
        foreach (var key in _values.Keys.Where(k => !_known.Contains(k)))
            Error(key, $"unknown key{NearMiss.Hint(key, _known)} (known here: {string.Join(", ", _known)})");
    }

    JsonElement? Value(string key)
    {
        _known.Add(key);
        return _values.TryGetValue(key, out var value) ? value : null;
    }

    string Missing(string key, string expected)
    {
        Error(key, $"expected {expected}, found nothing; it has no default");
        return "";
    }

    static string Describe(JsonElement value)
    {
        var text = value.GetRawText().ReplaceLineEndings(" ");
        return text.Length <= 40 ? text : text[..37] + "...";
    }
}
