using RoverRaman.Instruments.Obp;

namespace RoverRaman.Emulator;

/// <summary>Spoils every N-th spectrum on its way out.</summary>
/// <param name="kind">How.</param>
/// <param name="every">N; 1 spoils all.</param>
/// <param name="seed">Seed of the random bytes.</param>
public sealed class FaultInjector(FaultKind kind, int every, int seed)
{
    readonly Random _random = new(seed);
    long _seen;

    /// <summary>Replies spoilt so far.</summary>
    public long Injected { get; private set; }

    /// <summary>Gives back the reply, or a spoilt one. Only replies that carry a played spectrum are touched.</summary>
    public VirtualReply Apply(VirtualReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        if (kind == FaultKind.None || reply.Played is null || ++_seen % every != 0)
            return reply;
        Injected++;
        var bytes = reply.Bytes;
        var middle = bytes.Length / 2;
        return reply with
        {
            Played = reply.Played with { Fault = kind },
            HangUp = kind == FaultKind.HangUp,
            Bytes = kind switch
            {
                FaultKind.DropByte => [.. bytes[..middle], .. bytes[(middle + 1)..]],
                FaultKind.Garbage => [.. Noise(), .. bytes],
                FaultKind.Truncate or FaultKind.HangUp => bytes[..middle],
                FaultKind.Silence => [],
                _ => Refusal(bytes),
            },
        };
    }

    byte[] Noise()
    {
        var noise = new byte[_random.Next(1, 200)];
        _random.NextBytes(noise);
        return [.. noise, 0xC1, 0xC0, 0x00];
    }

    static byte[] Refusal(byte[] reply)
    {
        _ = ObpMessage.Decode(reply, reply.Length, out var message, out _);
        return VirtualSts.Encode(new ObpMessage
        {
            Type = message.Type,
            Regarding = message.Regarding,
            Flags = ObpFlags.Response | ObpFlags.Nack,
            Error = ObpError.Internal,
        });
    }
}
