namespace RoverRaman.Wire.Tests;

/// <summary>One message of each kind, with the bytes that it has had since the first version.</summary>
static class Samples
{
    public static Hello Hello { get; } = new(1, "roverramand", "0.1.0");

    public static ClassTable Table { get; } = new(3, 0xDEADBEEF, [new(0, "Quartz"), new(300, "Åkermanite")]);

    public static HealthRecord Health { get; } = MakeHealth();

    public static UploadBegin UploadBegin { get; } = new(77, 3, 12_000, 200, 0x0123456789ABCDEF);

    public static UploadStatus UploadStatus { get; } = new(3, UploadState.Incomplete, 200, 300, [new(5, 1), new(200, 99)]);

    public static HeadStatus HeadStatus { get; } = new(1, 4, 9, 0x0123456789ABCDEF, HeadState.Active, 1_795_000_000_123, 0xFEDCBA98, 63, 0);

    public static HeadEvent HeadEvent { get; } = new()
    {
        Sequence = 40,
        UnixMilliseconds = 1_795_000_000_123,
        TimeQuality = TimeQuality.Synchronised,
        Step = HeadStep.Refused,
        Reason = HeadReason.OldMineralBroken,
        HeadVersion = 9,
        HeadId = new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 },
        SignerId = 0xFEDCBA98,
        Chain = new byte[] { 9, 8, 7, 6, 5, 4, 3, 2 },
    };

    public static UnknownCluster Cluster { get; } = new(0, 2, 3, 5, 901, [880, 900, 901]);

    public static IReadOnlyDictionary<MessageKind, byte[]> Messages { get; } = new Dictionary<MessageKind, byte[]>
    {
        [MessageKind.Hello] = Bytes.Of(output => HelloCodec.Write(output, Hello)),
        [MessageKind.ClassTable] = Bytes.Of(output => ClassTableCodec.Write(output, Table)),
        [MessageKind.Decision] = Bytes.Of(output => DecisionCodec.Write(output, DecisionCodecTest.Typical)),
        [MessageKind.Health] = Bytes.Of(output => HealthCodec.Write(output, Health)),
        [MessageKind.Spectrum] = Bytes.Of(output => SpectrumCodec.Write(output, 900, 1000, 7, SampleSpectrum.Values)),
        [MessageKind.AcquireCommand] = Bytes.Of(output => CommandCodec.Write(output, new AcquireCommand(77))),
        [MessageKind.CommandReply] = Bytes.Of(output => CommandCodec.Write(output, new CommandReply(77, CommandResult.Busy, "still acquiring"))),
        [MessageKind.UploadBegin] = Bytes.Of(output => UploadCodec.Write(output, UploadBegin)),
        [MessageKind.UploadChunk] = Bytes.Of(output => UploadCodec.WriteChunk(output, 3, 17, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])),
        [MessageKind.UploadStatus] = Bytes.Of(output => UploadCodec.Write(output, UploadStatus)),
        [MessageKind.UploadAbort] = Bytes.Of(output => UploadCodec.Write(output, new UploadAbort(77, 3))),
        [MessageKind.ActivateHead] = Bytes.Of(output => HeadCommandCodec.Write(output, new ActivateHead(77, 0x0123456789ABCDEF, 1000, true))),
        [MessageKind.ConfirmHead] = Bytes.Of(output => HeadCommandCodec.Write(output, new ConfirmHead(77, 0x0123456789ABCDEF))),
        [MessageKind.RollbackHead] = Bytes.Of(output => HeadCommandCodec.Write(output, new RollbackHead(77))),
        [MessageKind.HeadListCommand] = Bytes.Of(output => HeadCommandCodec.Write(output, new HeadListCommand(77))),
        [MessageKind.HeadStatus] = Bytes.Of(output => HeadReportCodec.Write(output, HeadStatus)),
        [MessageKind.SignedOrder] = Bytes.Of(output => HeadCommandCodec.WriteOrder(output, 77, [1, 2, 3, 4])),
        [MessageKind.HeadEvent] = Bytes.Of(output => HeadReportCodec.Write(output, HeadEvent)),
        [MessageKind.ClusterListCommand] = Bytes.Of(output => HeadCommandCodec.Write(output, new ClusterListCommand(77))),
        [MessageKind.UnknownCluster] = Bytes.Of(output => HeadReportCodec.Write(output, Cluster)),
    }.Concat(ProductSamples.Messages).ToDictionary();

    public static object Read(MessageKind kind, ReadOnlyMemory<byte> message) => kind switch
    {
        MessageKind.Hello => HelloCodec.Read(message),
        MessageKind.ClassTable => ClassTableCodec.Read(message),
        MessageKind.Decision => DecisionCodec.Read(message),
        MessageKind.Health => HealthCodec.Read(message),
        MessageKind.Spectrum => SpectrumCodec.Read(message),
        MessageKind.AcquireCommand => CommandCodec.ReadAcquire(message),
        MessageKind.CommandReply => CommandCodec.ReadReply(message),
        MessageKind.UploadBegin => UploadCodec.ReadBegin(message),
        MessageKind.UploadChunk => UploadCodec.ReadChunk(message),
        MessageKind.UploadStatus => UploadCodec.ReadStatus(message),
        MessageKind.UploadAbort => UploadCodec.ReadAbort(message),
        MessageKind.ActivateHead => HeadCommandCodec.ReadActivate(message),
        MessageKind.ConfirmHead => HeadCommandCodec.ReadConfirm(message),
        MessageKind.RollbackHead => HeadCommandCodec.ReadRollback(message),
        MessageKind.HeadListCommand => HeadCommandCodec.ReadList(message),
        MessageKind.HeadStatus => HeadReportCodec.ReadStatus(message),
        MessageKind.SignedOrder => HeadCommandCodec.ReadOrder(message),
        MessageKind.HeadEvent => HeadReportCodec.ReadEvent(message),
        MessageKind.ClusterListCommand => HeadCommandCodec.ReadClusterList(message),
        MessageKind.UnknownCluster => HeadReportCodec.ReadCluster(message),
        _ => ProductSamples.Read(kind, message),
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
        MessageKind.UploadBegin => UploadCodec.BeginFields,
        MessageKind.UploadChunk => UploadCodec.ChunkFields,
        MessageKind.UploadStatus => UploadCodec.StatusFields,
        MessageKind.UploadAbort => UploadCodec.AbortFields,
        MessageKind.ActivateHead => HeadCommandCodec.ActivateFields,
        MessageKind.ConfirmHead => HeadCommandCodec.ConfirmFields,
        MessageKind.RollbackHead or MessageKind.HeadListCommand or MessageKind.ClusterListCommand => HeadCommandCodec.BareFields,
        MessageKind.HeadStatus => HeadReportCodec.StatusFields,
        MessageKind.SignedOrder => HeadCommandCodec.OrderFields,
        MessageKind.HeadEvent => HeadReportCodec.EventFields,
        MessageKind.UnknownCluster => HeadReportCodec.ClusterFields,
        _ => ProductSamples.Fields(kind),
    };

    /// <summary>A message with every field that its kind can have, and the number of them, the kind included.</summary>
    public static (byte[] Message, int Fields) WithOptionalFields(MessageKind kind) => kind == MessageKind.Health
        ? (Bytes.Of(output => HealthCodec.Write(output, Health with { BoardCentiCelsius = 4150, BoardMilliwatts = 7300, DriftMilliWavenumbers = -250 })), HealthCodec.FieldsWithBoard)
        : (Messages[kind], Fields(kind));

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
