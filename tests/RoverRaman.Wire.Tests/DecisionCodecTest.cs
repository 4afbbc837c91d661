namespace RoverRaman.Wire.Tests;

public class DecisionCodecTest
{
    public static DecisionRecord Typical { get; } = Make();

    static DecisionRecord Make()
    {
        var record = new DecisionRecord
        {
            Sequence = 1000,
            BootCount = 7,
            UnixMilliseconds = 1_795_000_000_123,
            TimeQuality = TimeQuality.Synchronised,
            SpectrumId = 900,
            Action = TriageAction.SendSpectrum,
            QualityFlags = 64,
            BackboneId = 0xDEADBEEF,
            HeadVersion = 3,
            TopCount = 3,
        };
        record.Top[0] = new(42, 9000);
        record.Top[1] = new(258, 700);
        record.Top[2] = new(7, 30);
        return record;
    }

    [Fact]
    public void Read_WhatWriteWrote_IsTheSameRecord() =>
        Assert.Equal(Typical, DecisionCodec.Read(Bytes.Of(output => DecisionCodec.Write(output, Typical))));

    [Fact]
    public void Write_LargestRecord_FillsMaxSize()
    {
        var record = new DecisionRecord
        {
            Sequence = uint.MaxValue,
            BootCount = ushort.MaxValue,
            UnixMilliseconds = long.MaxValue,
            TimeQuality = (TimeQuality)255,
            SpectrumId = uint.MaxValue,
            Action = (TriageAction)255,
            QualityFlags = ushort.MaxValue,
            BackboneId = uint.MaxValue,
            HeadVersion = uint.MaxValue,
            TopCount = TopClasses.Capacity,
        };
        for (int i = 0; i < TopClasses.Capacity; i++)
            record.Top[i] = new(ushort.MaxValue, ClassScore.Scale);
        byte[] bytes = Bytes.Of(output => DecisionCodec.Write(output, record));
        Assert.Equal(DecisionCodec.MaxSize, bytes.Length);
        Assert.Equal(record, DecisionCodec.Read(bytes));
    }

    [Fact]
    public void Write_Typical_AllocatesNothing()
    {
        var output = new FixedBufferWriter(DecisionCodec.MaxSize + 8);
        DecisionCodec.Write(output, Typical);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            output.Reset();
            DecisionCodec.Write(output, Typical);
            _ = DecisionCodec.Read(output.Written);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
