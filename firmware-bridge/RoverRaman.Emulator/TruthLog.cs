using System.Text.Json;

namespace RoverRaman.Emulator;

/// <summary>Writes down what was really under the laser, one JSON line a played spectrum, so that decisions can be marked.</summary>
public sealed class TruthLog : IDisposable
{
    readonly FileStream _file;

    /// <summary>Appends to <paramref name="path"/>.</summary>
    public TruthLog(string path) => _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);

    // {"index":0,"mineral":"Quartz","source":"...","fault":"truncate"} (fault only where there was one)
    /// <summary>Writes one line; it is in the file when this returns.</summary>
    public void Write(PlayedSpectrum played)
    {
        ArgumentNullException.ThrowIfNull(played);
        using (var json = new Utf8JsonWriter(_file))
        {
            json.WriteStartObject();
            json.WriteNumber("index", played.Index);
            json.WriteString("mineral", played.Sample.Mineral);
            json.WriteString("source", played.Sample.Source);
            if (played.Fault != FaultKind.None)
                json.WriteString("fault", FaultNames.Of(played.Fault));
            json.WriteEndObject();
        }
        _file.WriteByte((byte)'\n');
        _file.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
