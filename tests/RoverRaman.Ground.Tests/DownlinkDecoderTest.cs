using System.Text.Json;
using RoverRaman.Wire;

namespace RoverRaman.Ground.Tests;

public class DownlinkDecoderTest
{
    readonly DownlinkDecoder _decoder = new();

    [Fact]
    public void Accept_DuplicateAndLate_AreCountedAndTheDuplicateDropped()
    {
        Assert.NotNull(_decoder.Accept(Down.Decision(1)));
        Assert.Equal(2, Assert.IsType<DecisionEntry>(_decoder.Accept(Down.Decision(4))).Gap);
        Assert.Equal(Arrival.Late, Assert.IsType<DecisionEntry>(_decoder.Accept(Down.Decision(2))).Arrival);
        Assert.Null(_decoder.Accept(Down.Decision(2)));
        var counters = _decoder.Counters;
        Assert.Equal((4L, 3L, 1L, 1L, 1L), (counters.Messages, counters.Decisions, counters.Duplicates, counters.OutOfOrder, counters.Missing));
    }

    [Fact]
    public void Accept_BadAndUnknownMessages_AreCountedAndNamed()
    {
        Assert.Contains("expected an array that begins with its kind, found 746578", Assert.IsType<DamagedEntry>(_decoder.Accept("tex"u8.ToArray())).Reason, StringComparison.Ordinal);
        Assert.Contains("decision: ", Assert.IsType<DamagedEntry>(_decoder.Accept(Down.Decision(1).AsMemory(0, 9))).Reason, StringComparison.Ordinal);
        Assert.Null(_decoder.Accept(new byte[] { 0x91, 99 }));
        Assert.Equal((2L, 1L), (_decoder.Counters.Undecodable, _decoder.Counters.UnknownKinds));
    }

    [Fact]
    public void Accept_ClassTable_NamesTheClassesOfItsHead()
    {
        _ = _decoder.Accept(Down.Table());
        Assert.Equal("Calcite", _decoder.Names.Find(3, 1));
        Assert.Null(_decoder.Names.Find(4, 1));
        _decoder.Names.AddHead([new(1, "Calcite of the file"), new(9, "Gypsum")]);
        Assert.Equal(("Calcite", "Gypsum", "Calcite of the file"), (_decoder.Names.Find(3, 1), _decoder.Names.Find(3, 9), _decoder.Names.Find(4, 1)));
    }

    [Fact]
    public void Accept_ManyHeads_KeepsTheLastTables()
    {
        for (uint head = 0; head < 100; head++)
            _decoder.Names.Add(new ClassTable(head, 0, [new(1, $"{head}")]));
        Assert.Equal((null, "84", "99"), (_decoder.Names.Find(83, 1), _decoder.Names.Find(84, 1), _decoder.Names.Find(99, 1)));
    }

    [Fact]
    public void Accept_MutatedMessages_NeverThrows()
    {
        var random = new Random(41);
        byte[][] messages = [Down.Decision(5), Down.Table(), Down.Health(), Down.Bytes(output => HelloCodec.Write(output, new Hello(1, "x", "y")))];
        for (int round = 0; round < 4000; round++)
        {
            byte[] message = [.. messages[round % messages.Length]];
            message[random.Next(message.Length)] = (byte)random.Next(256);
            if (_decoder.Accept(message) is { } entry)
                using (JsonDocument.Parse(new DownlinkJson(_decoder.Names).Line(entry)))
                {
                }
        }
        Assert.Equal(4000, _decoder.Counters.Messages);
        Assert.True(_decoder.Counters.Undecodable > 100);
    }

    [Fact]
    public void Line_Decision_SpellsEverythingOut()
    {
        _ = _decoder.Accept(Down.Table());
        string line = new DownlinkJson(_decoder.Names).Line(_decoder.Accept(Down.Decision(7, classId: 1, flags: 1 | 2 | 64 | 512))!);
        Assert.Equal("""{"kind":"decision","sequence":7,"boot_count":1,"unix_ms":1795000000123,"time_quality":"synchronised","spectrum_id":7,"action":"send_summary","quality":["not_finite","saturated","no_dark","unknown_512"],"backbone_id":"deadbeef","head_version":3,"top":[{"class_id":1,"mineral":"Calcite","probability":0.9},{"class_id":9,"mineral":null,"probability":0.0512}],"unknown":false,"unknown_score":0,"set_size":0,"drift_cm1":null,"arrival":"new","gap":0}""", line);
    }

    [Theory]
    [InlineData(4512, 9875, -1250, "45.12", "9.875", "-1.25")]
    [InlineData(0, 0, 0, "0", "0", "0")]
    [InlineData(null, null, null, "null", "null", "null")]
    public void Line_Health_CarriesTheBoardAsMeasuredAndNullWhereItWasNot(int? centiCelsius, int? milliwatts, int? drift, string celsius, string watts, string wavenumbers)
    {
        string line = new DownlinkJson(_decoder.Names).Line(_decoder.Accept(Down.Health(centiCelsius, milliwatts, drift))!);
        Assert.Contains($"\"detector_celsius\":null,\"board_celsius\":{celsius},\"board_watts\":{watts},\"drift_cm1\":{wavenumbers},", line);
    }

    [Fact]
    public void SpectrumCodec_NumberOfPoints_IsThatOfTheGrid() => Assert.Equal(Spectra.Grid.Count, SpectrumCodec.Points);
}
