using System.Text.Json;
using RoverRaman.Spectra;

namespace RoverRaman.Emulator;

/// <summary>Where the spectra to play come from.</summary>
public static class Playlist
{
    /// <summary>What the settings ask for.</summary>
    /// <exception cref="SpectrumFormatException">The data are not usable.</exception>
    /// <exception cref="InvalidDataException">As for <see cref="FromData"/>.</exception>
    public static IReadOnlyList<PlayableSpectrum> Of(EmulatorSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Data is { } data ? FromData(data, settings.HeldOutOf) : BuiltIn();
    }

    /// <summary>Writes spectra on the grid, without anything that an instrument adds.</summary>
    public static void Write(IReadOnlyList<PlayableSpectrum> spectra, string file)
    {
        using var output = new StreamWriter(file);
        GridCsv.Write(output, spectra.Select(spectrum =>
            (spectrum.Mineral, Enumerable.Range(0, Grid.Count).Select(i => (float)spectrum.At(Grid.First + i * Grid.Step)).ToArray())));
    }

    /// <summary>Every mineral of the built-in table.</summary>
    public static IReadOnlyList<PlayableSpectrum> BuiltIn() => [.. MineralTable.BuiltIn.Select(PlayableSpectrum.FromTable)];

    /// <summary>Measured spectra.</summary>
    /// <param name="data">RRUFF zip, folder or grid CSV.</param>
    /// <param name="heldOutOf">A model folder: only spectra that its training did not see (model.json, "held_out") are played; or null.</param>
    /// <exception cref="SpectrumFormatException">The data are not usable.</exception>
    /// <exception cref="InvalidDataException">model.json is missing or names no spectrum of the data.</exception>
    public static IReadOnlyList<PlayableSpectrum> FromData(string data, string? heldOutOf)
    {
        IEnumerable<LabeledSpectrum> spectra = DataSource.Load(data).DataSet.Spectra;
        if (heldOutOf is not null)
        {
            var allowed = ReadHeldOut(heldOutOf);
            spectra = spectra.Where(spectrum => allowed.Contains(spectrum.Source));
        }
        PlayableSpectrum[] list = [.. spectra.Select(PlayableSpectrum.FromMeasured)];
        return list.Length > 0
            ? list
            : throw new InvalidDataException($"Expected spectra in {data} that {heldOutOf} was not trained on, found none. Was the model trained on other data?");
    }

    /// <summary>Names of the spectra that a model's training held out.</summary>
    /// <exception cref="InvalidDataException">model.json is missing, not JSON, or has no "held_out".</exception>
    public static IReadOnlySet<string> ReadHeldOut(string modelFolder)
    {
        var path = Path.Combine(modelFolder, "model.json");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            if (json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("held_out", out var names) && names.ValueKind == JsonValueKind.Array)
                return names.EnumerateArray().Select(name => name.ToString()).ToHashSet(StringComparer.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InvalidDataException($"Expected {path} to describe a model: {error.Message}", error);
        }
        throw new InvalidDataException($"Expected a list \"held_out\" of spectrum names in {path}, found none. Train with this version to get one.");
    }
}
