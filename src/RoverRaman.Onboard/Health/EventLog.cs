using System.Buffers;
using System.Globalization;
using System.Text;

namespace RoverRaman.Onboard;

/// <summary>
/// Structured log: one line an event, <c>level event key=value key="a value"</c>. Repeated events of one name are throttled and their
/// number is told with the next that is written. For rare events: writing one allocates.
/// </summary>
public sealed class EventLog
{
    static readonly SearchValues<char> NeedQuotes = SearchValues.Create(" \"=\n\r\t");
    readonly Lock _gate = new();
    readonly TextWriter _output;
    readonly TimeProvider _clock;
    readonly EventThrottle _throttle;
    readonly bool _journald;

    /// <summary>Writes to <paramref name="output"/>; with <paramref name="journald"/>, each line starts with syslog's priority in brackets.</summary>
    public EventLog(TextWriter output, TimeProvider clock, bool journald = false, int burst = 5, TimeSpan? window = null)
    {
        _output = output;
        _clock = clock;
        _journald = journald;
        _throttle = new EventThrottle(burst, window ?? TimeSpan.FromSeconds(60));
    }

    /// <summary>Writes to nowhere.</summary>
    public static EventLog None { get; } = new(TextWriter.Null, TimeProvider.System);

    /// <summary>A change of state.</summary>
    public void Info(string name, params ReadOnlySpan<(string Key, object? Value)> fields) => Write(EventLevel.Info, name, fields);

    /// <summary>A failure that is worked around.</summary>
    public void Warn(string name, params ReadOnlySpan<(string Key, object? Value)> fields) => Write(EventLevel.Warning, name, fields);

    /// <summary>A failure that is not.</summary>
    public void Error(string name, params ReadOnlySpan<(string Key, object? Value)> fields) => Write(EventLevel.Error, name, fields);

    void Write(EventLevel level, string name, ReadOnlySpan<(string Key, object? Value)> fields)
    {
        lock (_gate)
        {
            if (!_throttle.TryPass(name, _clock.GetUtcNow(), out var suppressed))
                return;
            var line = new StringBuilder();
            if (_journald)
                line.Append('<').Append((int)level).Append('>');
            line.Append(level switch { EventLevel.Error => "error ", EventLevel.Warning => "warn  ", _ => "info  " }).Append(name);
            foreach (var (key, value) in fields)
                Append(line, key, value);
            if (suppressed > 0)
                Append(line, "suppressed", suppressed);
            try
            {
                _output.WriteLine(line);
                _output.Flush();
            }
            catch (IOException) { } // nobody reads stderr any more: the work goes on, and the counters still travel
        }
    }

    static void Append(StringBuilder line, string key, object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        line.Append(' ').Append(key).Append('=');
        if (text.Length > 0 && !text.AsSpan().ContainsAny(NeedQuotes))
            line.Append(text);
        else
            line.Append('"').Append(text.Replace("\\", @"\\").Replace("\"", "\\\"").ReplaceLineEndings("\\n")).Append('"');
    }
}
