using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>Where the last run left off, read from its journal.</summary>
public sealed record JournalState
{
    /// <summary>Highest boot count found; 0 in a new journal.</summary>
    public ushort BootCount { get; init; }

    /// <summary>Sequence of the last decision; 0 where there is none.</summary>
    public uint Sequence { get; init; }

    /// <summary>Number of the last spectrum; 0 where there is none.</summary>
    public uint SpectrumId { get; init; }

    /// <summary>Length of the newest file up to the end of its last good record: where writing goes on.</summary>
    public long GoodLength { get; init; }

    /// <summary>Bytes behind it that are no record: torn by a power cut.</summary>
    public long TornBytes { get; init; }

    /// <summary>Reads the newest file and, while no decision was found, older ones.</summary>
    /// <exception cref="IOException">The newest file exists but is no journal, or is one of a newer version.</exception>
    public static JournalState Read(string path)
    {
        var state = ReadFile(path, new JournalState());
        var good = (state.GoodLength, state.TornBytes);
        for (var i = 1; state.Sequence == 0 && File.Exists($"{path}.{i}"); i++)
            state = ReadFile($"{path}.{i}", state);
        return state with { GoodLength = good.GoodLength, TornBytes = good.TornBytes };
    }

    static JournalState ReadFile(string path, JournalState state)
    {
        if (!File.Exists(path))
            return state;
        var reader = OpenReader(path);
        while (reader.TryRead(out var message))
            state = state.After(message);
        return state with { GoodLength = reader.GoodLength, TornBytes = reader.TornBytes };
    }

    static JournalReader OpenReader(string path)
    {
        var bytes = File.ReadAllBytes(path);
        try
        {
            var reader = new JournalReader(bytes);
            // Shorter than a header: the power went while the file was begun.
            if (!reader.IsHeaderIntact && bytes.Length >= JournalFormat.HeaderSize)
                throw new IOException($"Expected a journal in {path}, found {bytes.Length} bytes that do not begin like one; move the file away or name another.");
            return reader;
        }
        catch (WireFormatException e)
        {
            throw new IOException($"{path}: {e.Message}", e);
        }
    }

    JournalState After(ReadOnlyMemory<byte> message)
    {
        switch (WireMessage.KindOf(message.Span))
        {
            case MessageKind.Decision:
                var decision = DecisionCodec.Read(message);
                return this with { BootCount = Math.Max(BootCount, decision.BootCount), Sequence = decision.Sequence, SpectrumId = decision.SpectrumId };
            case MessageKind.Health:
                return this with { BootCount = Math.Max(BootCount, HealthCodec.Read(message).BootCount) };
            default:
                return this;
        }
    }
}
