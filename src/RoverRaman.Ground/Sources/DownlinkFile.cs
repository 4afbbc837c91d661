using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>Reads a recorded file: a journal, or the bytes of a link (COBS frames) as somebody captured them.</summary>
public static class DownlinkFile
{
    /// <summary>The messages of the file, in its order; what is damaged goes into <paramref name="counters"/>.</summary>
    /// <exception cref="DownlinkException">The file cannot be read, or holds neither a journal nor a single good frame.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Read(string path, DownlinkCounters counters)
    {
        var file = ReadBytes(path);
        if (JournalFormat.IsJournal(file.Span))
            return ReadJournal(path, file, counters);
        var frames = ReadCapture(file.Span);
        if (frames.Messages.Count > 0)
            return Count(frames, counters);
        // A journal whose first bytes are damaged still holds its records.
        var records = ReadJournal(path, file, counters);
        return records.Count > 0
            ? records
            : throw new DownlinkException($"Expected a journal or a capture of COBS frames in '{path}', found {file.Length} bytes without one good record or frame.");
    }

    static ReadOnlyMemory<byte> ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DownlinkException($"Expected a journal or capture at '{path}', found: {e.Message}", e);
        }
    }

    static List<ReadOnlyMemory<byte>> ReadJournal(string path, ReadOnlyMemory<byte> file, DownlinkCounters counters)
    {
        var records = new List<ReadOnlyMemory<byte>>();
        var reader = OpenJournal(path, file);
        while (reader.TryRead(out var record))
            records.Add(record);
        counters.DamagedRegions += reader.DamagedRegions;
        counters.BytesSkipped += reader.DamagedBytes;
        counters.TornBytes += reader.TornBytes;
        return records;
    }

    static JournalReader OpenJournal(string path, ReadOnlyMemory<byte> file)
    {
        try
        {
            return new JournalReader(file);
        }
        catch (WireFormatException e)
        {
            throw new DownlinkException($"'{path}': {e.Message}", e);
        }
    }

    static (List<ReadOnlyMemory<byte>> Messages, CobsFrameReader Reader) ReadCapture(ReadOnlySpan<byte> file)
    {
        var messages = new List<ReadOnlyMemory<byte>>();
        var reader = new CobsFrameReader();
        while (reader.TryRead(ref file, out var payload))
            messages.Add(payload.ToArray());
        return (messages, reader);
    }

    static List<ReadOnlyMemory<byte>> Count((List<ReadOnlyMemory<byte>> Messages, CobsFrameReader Reader) capture, DownlinkCounters counters)
    {
        counters.BadFrames += capture.Reader.BadFrames;
        counters.BytesSkipped += capture.Reader.BytesSkipped;
        counters.TornBytes += capture.Reader.PendingBytes;
        return capture.Messages;
    }
}
