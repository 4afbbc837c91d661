using RoverRaman.TestSupport;

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
            Identification = IdentificationFlags.Unknown,
            UnknownScore = -1250,
            SetSize = 3,
            DriftTenths = -42,
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
    public void Read_RecordOfTheFirstVersion_HasNothingInTheFieldsThatCameLater()
    {
        var record = DecisionCodec.Read(Bytes.Hex("9b 03 cd03e8 07 cf000001a1ee565e7b 03 cd0384 02 40 cedeadbeef 03 96 2a cd2328 cd0102 cd02bc 07 1e"));
        Assert.Equal(Typical with { Identification = IdentificationFlags.None, UnknownScore = 0, SetSize = 0, DriftTenths = null }, record);
    }

    [Fact]
    public void Write_NoDrift_ReadsAsNone()
    {
        var record = Typical with { DriftTenths = null };
        Assert.Equal(record, DecisionCodec.Read(Bytes.Of(output => DecisionCodec.Write(output, record))));
    }

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
            Identification = (IdentificationFlags)255,
            UnknownScore = short.MinValue,
            SetSize = byte.MaxValue,
            DriftTenths = short.MinValue,
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
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                output.Reset();
                DecisionCodec.Write(output, Typical);
                _ = DecisionCodec.Read(output.Written);
            }
        }));
    }
}
