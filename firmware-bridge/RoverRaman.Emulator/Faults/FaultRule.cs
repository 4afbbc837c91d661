namespace RoverRaman.Emulator;

/// <summary>One line of a fault script: what goes wrong, with which replies, and how often.</summary>
public sealed record FaultRule
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind What { get; init; }

    /// <summary>Which replies: answer, setting, dark, spectrum; any for all of them. A rule for baud-half-done ignores it.</summary>
    public string When { get; init; } = "spectrum";

    /// <summary>So many replies of that kind pass before the rule begins.</summary>
    public int After { get; init; }

    /// <summary>Every N-th of them from then on; 0 where another field says how often.</summary>
    public int Every { get; init; }

    /// <summary>Each of them with this probability, 0..1.</summary>
    public double Chance { get; init; }

    /// <summary>These of them, counted from 1.</summary>
    public IReadOnlyList<long> At { get; init; } = [];

    /// <summary>No more than so often; 0 for no limit.</summary>
    public long Times { get; init; }

    /// <summary>How many bytes are hit (drop-byte, duplicate-byte, insert-byte, corrupt-byte).</summary>
    public int Bytes { get; init; } = 1;

    /// <summary>Where: a part of the reply, 0 its first byte and 1 its last; null for a random place.</summary>
    public double? Place { get; init; }

    /// <summary>late: how late. truncate, silence: how long the instrument stays deaf. hang-up: how long the line stays away.</summary>
    public int Milliseconds { get; init; }

    /// <summary>nack: the error number; null for each of the protocol's in turn.</summary>
    public int? Error { get; init; }

    /// <summary>Everything that is wrong with the rule, in words.</summary>
    public IEnumerable<string> Problems()
    {
        if (What == FaultKind.None)
            yield return "what: expected a fault, found none.";
        if (When != "any" && !Enum.GetNames<ReplyKind>().Contains(When, StringComparer.OrdinalIgnoreCase))
            yield return $"when: expected any, answer, setting, dark or spectrum, found \"{When}\".";
        if ((Every > 0 ? 1 : 0) + (Chance > 0 ? 1 : 0) + (At.Count > 0 ? 1 : 0) != 1)
            yield return "expected one of every, chance and at, to say how often.";
        if (Every < 0 || After < 0 || Times < 0)
            yield return "every, after, times: expected numbers of 0 or more.";
        if (Chance is not (>= 0 and <= 1))
            yield return $"chance: expected 0 to 1, found {Chance}.";
        if (At.Any(number => number < 1))
            yield return "at: expected numbers from 1 on.";
        if (Bytes is < 1 or > 4096)
            yield return $"bytes: expected 1 to 4096, found {Bytes}.";
        if (Place is { } place && place is not (>= 0 and <= 1))
            yield return $"place: expected 0 (first byte) to 1 (last byte), found {place}.";
        if (Milliseconds is < 0 or > 600_000)
            yield return $"milliseconds: expected 0 to 600000, found {Milliseconds}.";
        if (What == FaultKind.Late && Milliseconds == 0)
            yield return "late: expected milliseconds, to say how late.";
    }
}
