namespace RoverRaman.Wire.Tests;

/// <summary>One message of each kind, with the bytes that it has had since the first version.</summary>
static class Samples
{
    public static Hello Hello { get; } = new(1, "roverramand", "0.1.0");

    public static ClassTable Table { get; } = new(3, 0xDEADBEEF, [new(0, "Quartz"), new(300, "Åkermanite")]);

    public static HealthRecord Health { get; } = MakeHealth();

    public static float[] Values { get; } = [.. Enumerable.Range(0, SpectrumCodec.Points).Select(i => i switch { 5 => float.NaN, 6 => -10, 7 => 655.34f - 10, _ => i % 600 })];

    public static IReadOnlyDictionary<MessageKind, byte[]> Messages { get; } = new Dictionary<MessageKind, byte[]>
    {
        [MessageKind.Hello] = Bytes.Of(output => HelloCodec.Write(output, Hello)),
        [MessageKind.ClassTable] = Bytes.Of(output => ClassTableCodec.Write(output, Table)),
        [MessageKind.Decision] = Bytes.Of(output => DecisionCodec.Write(output, DecisionCodecTest.Typical)),
        [MessageKind.Health] = Bytes.Of(output => HealthCodec.Write(output, Health)),
        [MessageKind.Spectrum] = Bytes.Of(output => SpectrumCodec.Write(output, 900, 1000, 7, Values)),
        [MessageKind.AcquireCommand] = Bytes.Of(output => CommandCodec.Write(output, new AcquireCommand(77))),
        [MessageKind.CommandReply] = Bytes.Of(output => CommandCodec.Write(output, new CommandReply(77, CommandResult.Busy, "still acquiring"))),
    };

    public static object Read(MessageKind kind, ReadOnlyMemory<byte> message) => kind switch
    {
        MessageKind.Hello => HelloCodec.Read(message),
        MessageKind.ClassTable => ClassTableCodec.Read(message),
        MessageKind.Decision => DecisionCodec.Read(message),
        MessageKind.Health => HealthCodec.Read(message),
        MessageKind.Spectrum => SpectrumCodec.Read(message),
        MessageKind.AcquireCommand => CommandCodec.ReadAcquire(message),
        MessageKind.CommandReply => CommandCodec.ReadReply(message),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static int Fields(MessageKind kind) => kind switch
    {
        MessageKind.Hello => HelloCodec.Fields,
        MessageKind.ClassTable => ClassTableCodec.Fields,
        MessageKind.Decision => DecisionCodec.Fields,
        MessageKind.Health => HealthCodec.Fields,
        MessageKind.Spectrum => SpectrumCodec.Fields,
        MessageKind.AcquireCommand => CommandCodec.AcquireFields,
        MessageKind.CommandReply => CommandCodec.ReplyFields,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    static HealthRecord MakeHealth()
    {
        var health = new HealthRecord
        {
            BootCount = 7,
            UnixMilliseconds = 1_795_000_000_123,
            TimeQuality = TimeQuality.FreeRunning,
            UptimeMilliseconds = 3_600_000,
            HeadVersion = 3,
            DetectorCentiCelsius = -1050,
        };
        for (int i = 0; i < HealthCounters.Count; i++)
            health.Counters[i] = i;
        return health;
    }
}
