using FsCheck;
using FsCheck.Fluent;
using RoverRaman.TestSupport;

namespace RoverRaman.Wire.Tests;

public class MessageTest
{
    public static TheoryData<MessageKind> Kinds => [.. Samples.Messages.Keys];

    [Fact]
    public void Read_WhatWriteWrote_IsTheSame()
    {
        Assert.Equal(Samples.Hello, Samples.Read(MessageKind.Hello, Samples.Messages[MessageKind.Hello]));
        Assert.Equal(Samples.Health, Samples.Read(MessageKind.Health, Samples.Messages[MessageKind.Health]));
        Assert.Equal(new AcquireCommand(77), CommandCodec.ReadAcquire(Samples.Messages[MessageKind.AcquireCommand]));
        Assert.Equal(new CommandReply(77, CommandResult.Busy, "still acquiring"), CommandCodec.ReadReply(Samples.Messages[MessageKind.CommandReply]));
        var table = ClassTableCodec.Read(Samples.Messages[MessageKind.ClassTable]);
        Assert.Equal(Samples.Table.Classes, table.Classes);
        Assert.Equal((3u, 0xDEADBEEFu), (table.HeadVersion, table.BackboneId));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void KindOf_EachMessage_IsItsKind(MessageKind kind) => Assert.Equal(kind, WireMessage.KindOf(Samples.Messages[kind]));

    [Theory]
    [InlineData("")]
    [InlineData("90")]
    [InlineData("93")]
    [InlineData("9300")]
    [InlineData("93ff")]
    [InlineData("8103")]
    [InlineData("dc0010")]
    public void KindOf_NoMessage_IsNull(string hex) => Assert.Null(WireMessage.KindOf(Bytes.Hex(hex)));

    [Fact]
    public void KindOf_LongArray_IsRead() => Assert.Equal((MessageKind)5, WireMessage.KindOf(Bytes.Hex("dc001005")));

    [Theory, MemberData(nameof(Kinds))]
    public void Read_TruncatedAtEveryByte_NamesFieldAndByte(MessageKind kind)
    {
        byte[] message = Samples.Messages[kind];
        for (int length = 0; length < message.Length; length++)
        {
            byte[] cut = message[..length];
            var error = Assert.Throws<WireFormatException>(() => Samples.Read(kind, cut));
            Assert.Matches("^[a-z ]+: expected .+ for '.+' at byte [0-9]+, found .+\\.$", error.Message);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Read_BytesAfterTheMessage_IsAnError(MessageKind kind) =>
        Assert.Contains("after the message", Assert.Throws<WireFormatException>(() => Samples.Read(kind, (byte[])[.. Samples.Messages[kind], 0])).Message, StringComparison.Ordinal);

    [Theory, MemberData(nameof(Kinds))]
    public void Read_AnotherKind_SaysWhich(MessageKind kind)
    {
        byte[] other = [.. Samples.Messages[kind]];
        other[1] = 99;
        Assert.Contains($"expected {(int)kind} ({kind}) for 'kind' at byte 1, found 99", Assert.Throws<WireFormatException>(() => Samples.Read(kind, other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_HealthAndSpectrum_AllocateNothing()
    {
        var output = new FixedBufferWriter(SpectrumCodec.MaxSize + 8);
        var health = Samples.Health;
        SpectrumCodec.Write(output, 1, 2, 3, SampleSpectrum.Values);
        HealthCodec.Write(new FixedBufferWriter(HealthCodec.MaxSize + 8), health);
        Assert.Equal(0, Allocations.Of(() =>
        {
            output.Reset();
            SpectrumCodec.Write(output, 1, 2, 3, SampleSpectrum.Values);
            output.Reset();
            HealthCodec.Write(output, health);
            CommandCodec.Write(output, new AcquireCommand(1));
        }));
    }

    [Fact]
    public void Write_LargestHealthAndSpectrum_FillMaxSize()
    {
        var health = new HealthRecord
        {
            BootCount = ushort.MaxValue,
            UnixMilliseconds = long.MinValue,
            TimeQuality = (TimeQuality)255,
            UptimeMilliseconds = long.MaxValue,
            HeadVersion = uint.MaxValue,
            DetectorCentiCelsius = int.MinValue,
            BoardCentiCelsius = int.MinValue,
            BoardMilliwatts = int.MinValue,
            DriftMilliWavenumbers = int.MinValue,
        };
        for (int i = 0; i < HealthCounters.Count; i++)
            health.Counters[i] = long.MaxValue;
        byte[] bytes = Bytes.Of(output => HealthCodec.Write(output, health));
        Assert.Equal(HealthCodec.MaxSize, bytes.Length);
        Assert.Equal(health, HealthCodec.Read(bytes));
        Assert.Equal(SpectrumCodec.MaxSize, Bytes.Of(output => SpectrumCodec.Write(output, uint.MaxValue, uint.MaxValue, ushort.MaxValue, SampleSpectrum.Values)).Length);
    }

    [Theory]
    [InlineData(5150, null, null)]
    [InlineData(null, 7500, null)]
    [InlineData(5150, 7500, -1200)]
    public void Write_HealthWithSomeBoardSensors_KeepsAbsentOnesAbsent(int? celsius, int? milliwatts, int? drift)
    {
        var health = Samples.Health with { BoardCentiCelsius = celsius, BoardMilliwatts = milliwatts, DriftMilliWavenumbers = drift };
        Assert.Equal(health, HealthCodec.Read(Bytes.Of(output => HealthCodec.Write(output, health))));
    }

    [Fact]
    public void Write_MessageLargerThanTheBuffer_SaysSo()
    {
        var output = new FixedBufferWriter(20);
        Assert.Contains("at most 20 bytes", Assert.Throws<InvalidOperationException>(() => DecisionCodec.Write(output, DecisionCodecTest.Typical)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LongerListOfClasses_KeepsTheBest()
    {
        byte[] message = Bytes.Hex("9b03010100000100000000 9c 0101 0202 0303 0404 0505 0606");
        var record = DecisionCodec.Read(message);
        Assert.Equal(5, record.TopCount);
        Assert.Equal(new ClassScore(5, 5), record.Top[4]);
    }

    [Theory]
    [InlineData("9b03010100000100000000 91 01", "pairs of class id and probability")]
    [InlineData("9b03010100000100000000 92 01 cd2711", "0..10000")]
    [InlineData("9b03ff010000010000000001 90", "'sequence' at byte 2")]
    [InlineData("9b0301ce00010000 0000010000000001 90", "'boot_count' at byte 3")]
    [InlineData("9a030101000001000000 00", "an array of at least 11")]
    public void Read_WrongDecision_NamesTheFault(string hex, string fault) =>
        Assert.Contains(fault, Assert.Throws<WireFormatException>(() => DecisionCodec.Read(Bytes.Hex(hex))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_NameThatIsNotUtf8OrTooLong_IsRefused()
    {
        Assert.Contains("valid UTF-8", Assert.Throws<WireFormatException>(() => ClassTableCodec.Read(Bytes.Hex("94020301 92 00 a1ff"))).Message, StringComparison.Ordinal);
        byte[] message = Bytes.Of(output => ClassTableCodec.Write(output, new ClassTable(1, 1, [new(0, new string('x', 129))])));
        Assert.Contains("at most 128 bytes", Assert.Throws<WireFormatException>(() => ClassTableCodec.Read(message)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_LongTable_FitAndAddUpToTheTable()
    {
        var table = new ClassTable(9, 1, [.. Enumerable.Range(0, 1000).Select(i => new ClassName((ushort)i, $"Mineral number {i}"))]);
        var parts = ClassTableCodec.Parts(table, 256).Select(part => Bytes.Of(output => ClassTableCodec.Write(output, part))).ToList();
        Assert.All(parts, part => Assert.InRange(part.Length, 1, 256));
        Assert.Equal(table.Classes, parts.SelectMany(part => ClassTableCodec.Read(part).Classes));
        Assert.Single(ClassTableCodec.Parts(table, StreamFrame.MaxPayload));
    }

    [Fact]
    public void CommandReply_WithoutText_IsReadBack()
    {
        var reply = new CommandReply(1, CommandResult.Done, "");
        Assert.Equal(reply, CommandCodec.ReadReply(Bytes.Of(output => CommandCodec.Write(output, reply))));
    }

    [Fact]
    public void Write_ReplyWithALongText_IsCutToWhatAReaderTakes()
    {
        byte[] message = Bytes.Of(output => CommandCodec.Write(output, new CommandReply(1, CommandResult.Failed, string.Concat(Enumerable.Repeat("🦀", 500)))));
        Assert.InRange(CommandCodec.ReadReply(message).Text.Length, 100, 500);
    }

    [Fact]
    public void Read_SpectrumOfAnyRange_IsWithinTheStatedBound() => Prop.ForAll<float, float, int>((a, b, seed) =>
    {
        var random = new Random(seed);
        float[] values = [.. Enumerable.Range(0, SpectrumCodec.Points).Select(_ => (float)(a + ((double)b - a) * random.NextDouble()))];
        var read = SpectrumCodec.Read(Bytes.Of(output => SpectrumCodec.Write(output, 1, 1, 1, values)));
        for (int i = 0; i < values.Length; i++)
            if (float.IsFinite(values[i]))
                Assert.True(Math.Abs((double)values[i] - read.Values[i]) <= 0.51 * read.Step + 1.2e-7 * Math.Abs(values[i]), $"{values[i]} became {read.Values[i]}, step {read.Step}");
            else
                Assert.True(float.IsNaN(read.Values[i]));
    }).Check(Config.QuickThrowOnFailure.WithReplay(5, 7));

    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(3.25f, 0)]
    [InlineData(float.MaxValue, 0)]
    public void Read_FlatOrEmptySpectrum_IsExact(float value, float step)
    {
        float[] values = [.. Enumerable.Repeat(value, SpectrumCodec.Points)];
        var read = SpectrumCodec.Read(Bytes.Of(output => SpectrumCodec.Write(output, 1, 1, 1, values)));
        Assert.Equal(values, read.Values);
        Assert.Equal(step, read.Step);
    }

    [Fact]
    public void Read_SpectrumOverTheWholeRangeOfFloats_StaysFinite()
    {
        float[] values = new float[SpectrumCodec.Points];
        (values[0], values[1], values[2]) = (float.MinValue, float.MaxValue, float.PositiveInfinity);
        var read = SpectrumCodec.Read(Bytes.Of(output => SpectrumCodec.Write(output, 1, 1, 1, values)));
        Assert.Equal(float.MinValue, read.Values[0]);
        Assert.True(read.Values[1] >= 0.9999f * float.MaxValue);
        Assert.True(float.IsNaN(read.Values[2]));
    }

    [Fact]
    public void Uploads_InTelecommandsOfThirtyTwoBytes_Fit()
    {
        Assert.InRange(Bytes.Of(output => UploadCodec.Write(output, new UploadBegin(uint.MaxValue, ushort.MaxValue, uint.MaxValue, UploadBegin.MaxChunkSize, ulong.MaxValue))).Length, 1, 32);
        Assert.InRange(Bytes.Of(output => UploadCodec.WriteChunk(output, ushort.MaxValue, ushort.MaxValue, new byte[20])).Length, 1, 32);
        Assert.InRange(Bytes.Of(output => HeadCommandCodec.Write(output, new ActivateHead(uint.MaxValue, ulong.MaxValue, uint.MaxValue, true))).Length, 1, 32);
        Assert.InRange(Bytes.Of(output => HeadCommandCodec.Write(output, new ConfirmHead(uint.MaxValue, ulong.MaxValue))).Length, 1, 32);
        var large = new byte[UploadBegin.MaxChunkSize];
        Assert.Equal(large.Length + UploadCodec.ChunkOverhead, Bytes.Of(output => UploadCodec.WriteChunk(output, ushort.MaxValue, ushort.MaxValue, large)).Length);
    }

    [Fact]
    public void HeadEvent_WithWholeHashes_FillsMaxSizeAndIsReadBack()
    {
        var found = Samples.HeadEvent with { Sequence = uint.MaxValue, HeadVersion = uint.MaxValue, HeadId = new byte[HeadEvent.HashSize], Chain = new byte[HeadEvent.HashSize] };
        byte[] message = Bytes.Of(output => HeadReportCodec.Write(output, found));
        Assert.Equal(HeadReportCodec.MaxEventSize, message.Length);
        var read = HeadReportCodec.ReadEvent(message);
        Assert.Equal((found.Sequence, found.Step, found.Reason, HeadEvent.HashSize), (read.Sequence, read.Step, read.Reason, read.Chain.Length));
        Assert.Equal(HeadEvent.ShortHashSize, read.Shorten().HeadId.Length);
    }
}
