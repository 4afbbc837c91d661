namespace RoverRaman.Emulator;

/// <summary>A rule at work: it counts the replies that it looks at and draws from a generator of its own.</summary>
/// <param name="rule">The rule.</param>
/// <param name="seed">Seed of its generator.</param>
sealed class ActiveRule(FaultRule rule, int seed)
{
    readonly Random _random = new(seed);
    long _seen, _done, _refusals;

    public FaultRule Rule => rule;

    public bool AppliesTo(VirtualReply reply) =>
        (rule.When == "any" || rule.When.Equals(reply.Kind.ToString(), StringComparison.OrdinalIgnoreCase)) && IsDue();

    public bool IsDue()
    {
        _seen++;
        var number = _seen - rule.After;
        // Drawn for every reply, so that the sequence does not depend on what came before.
        var drawn = rule.Chance > 0 && _random.NextDouble() < rule.Chance;
        return number > 0 && (rule.Times == 0 || _done < rule.Times)
            && (drawn || rule.At.Contains(_seen) || (rule.Every > 0 && number % rule.Every == 0));
    }

    public void Count() => _done++;

    public (VirtualReply Reply, int? At, int? Error) Spoil(VirtualReply reply)
    {
        var bytes = reply.Bytes;
        var time = TimeSpan.FromMilliseconds(rule.Milliseconds);
        switch (rule.What)
        {
            case FaultKind.Silence:
                return (reply with { Bytes = [], Deaf = time }, null, null);
            case FaultKind.Late:
                return (reply with { Delay = time }, null, null);
            case FaultKind.Joined:
                return (reply with { Held = true }, null, null);
            case FaultKind.WrongBaud:
                return (reply with { Bytes = AtAnotherRate(bytes) }, null, null);
            case FaultKind.Garbage:
                return (reply with { Bytes = [.. Noise(_random.Next(1, 200)), 0xC1, 0xC0, 0x00, .. bytes] }, 0, null);
            case FaultKind.Nack:
                return Refuse(reply);
            default:
                var at = Place(bytes.Length);
                return (Damage(reply, at, time), at, null);
        }
    }

    // At different rates at its two ends a line carries rubbish: a sampled bit is another one's neighbour.
    internal static byte[] AtAnotherRate(ReadOnlySpan<byte> bytes)
    {
        var garbled = bytes.ToArray();
        foreach (ref var value in garbled.AsSpan())
            value = (byte)(value >> 1 | 0x80);
        return garbled;
    }

    VirtualReply Damage(VirtualReply reply, int at, TimeSpan time)
    {
        var bytes = reply.Bytes;
        var count = Math.Min(rule.Bytes, bytes.Length - at);
        return rule.What switch
        {
            FaultKind.DropByte => reply with { Bytes = [.. bytes[..at], .. bytes[(at + count)..]] },
            FaultKind.DuplicateByte => reply with { Bytes = [.. bytes[..(at + count)], .. bytes[at..]] },
            FaultKind.InsertByte => reply with { Bytes = [.. bytes[..at], .. Noise(rule.Bytes), .. bytes[at..]] },
            FaultKind.CorruptByte => reply with { Bytes = Corrupt(bytes, at, count) },
            FaultKind.Truncate => reply with { Bytes = bytes[..at], Deaf = time },
            _ => reply with { Bytes = bytes[..at], Deaf = time, HangUp = true },
        };
    }

    // Never the byte itself: a corrupted byte differs.
    byte[] Corrupt(byte[] bytes, int at, int count)
    {
        byte[] corrupted = [.. bytes];
        for (var i = at; i < at + count; i++)
            corrupted[i] ^= (byte)_random.Next(1, 256);
        return corrupted;
    }

    (VirtualReply, int?, int?) Refuse(VirtualReply reply)
    {
        if (reply.Refusal is not { } refusal)
            return (reply, null, null);
        var error = rule.Error ?? reply.Errors[(int)(_refusals++ % reply.Errors.Count)];
        return (reply with { Bytes = refusal(error) }, null, error);
    }

    byte[] Noise(int count)
    {
        var noise = new byte[count];
        _random.NextBytes(noise);
        return noise;
    }

    int Place(int length) => rule.Place is { } place
        ? (int)Math.Round(place * Math.Max(0, length - 1))
        : length == 0 ? 0 : _random.Next(length);
}
