using System.Text.Json;

namespace RoverRaman.Emulator;

/// <summary>Writes down what was done to the line, one JSON line a fault.</summary>
public sealed class FaultLog : IDisposable
{
    readonly FileStream _file;

    /// <summary>Appends to <paramref name="path"/>.</summary>
    public FaultLog(string path) => _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);

    // {"fault":1,"what":"drop-byte","on":"spectrum","spectrum":12,"at":733,"error":7,"unix_us":...}
    /// <summary>Writes one line, with the time; it is in the file when this returns.</summary>
    public void Write(InjectedFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        using (var json = new Utf8JsonWriter(_file))
        {
            json.WriteStartObject();
            json.WriteNumber("fault", fault.Number);
            json.WriteString("what", FaultNames.Of(fault.What));
            json.WriteString("on", fault.On.ToString().ToLowerInvariant());
            if (fault.Spectrum is { } spectrum)
                json.WriteNumber("spectrum", spectrum);
            if (fault.At is { } at)
                json.WriteNumber("at", at);
            if (fault.Error is { } error)
                json.WriteNumber("error", error);
            json.WriteNumber("unix_us", (DateTime.UtcNow - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
            json.WriteEndObject();
        }
        _file.WriteByte((byte)'\n');
        _file.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
