using System.Text;

namespace RoverRaman.Spectra.Tests;

public sealed class RruffTextTests
{
    static RruffFile Parse(string text, string name = Sample.RruffName) => RruffText.Parse(Sample.Bytes(text), name);

    [Fact]
    public void Parse_OfficialShape_ReadsHeaderNameAndPoints()
    {
        var file = Parse(Sample.Rruff());

        Assert.Equal(("Quartz", "R040031", 532, "unoriented", RruffKind.Processed), (file.Mineral, file.SpecimenId, file.LaserNanometres, file.Orientation, file.Kind));
        Assert.Equal(620, file.Spectrum.Axis.Count);
        Assert.Equal(150.25, file.Spectrum.Axis.Minimum);
        Assert.Equal(1010, file.Spectrum.ToGrid()[464 - Grid.First], 60.0);
    }

    [Fact]
    public void Parse_ValueWithEqualsSign_IsSplitAtTheFirst() => Assert.Equal("a=b, c", Parse(Sample.Rruff()).Header["LOCALITY"]);

    [Fact]
    public void Parse_NamesWithEntities_AreDecoded() => Assert.Equal("Väyrynenite & kin", Parse(Sample.Rruff("V&auml;yrynenite &amp; kin")).Mineral);

    [Fact]
    public void Parse_EmptyHeaderValues_FallBackOnTheFileName()
    {
        var file = Parse(Sample.Rruff(names: "", id: " "), "zip/folder/Talc__R050087.2__Raman__780__0__unoriented__Raman_Data_RAW__1.txt");

        Assert.Equal(("Talc", "R050087.2", 780, RruffKind.Raw), (file.Mineral, file.SpecimenId, file.LaserNanometres, file.Kind));
    }

    [Fact]
    public void Parse_RenamedFile_KnowsWhatTheHeaderTells()
    {
        var file = Parse(Sample.Rruff(), "copy (2).txt");

        Assert.Equal(("Quartz", "R040031", null, null, RruffKind.Any), (file.Mineral, file.SpecimenId, file.LaserNanometres, file.Orientation, file.Kind));
    }

    [Theory]
    [InlineData("Raman RAW", RruffKind.Raw)]
    [InlineData("Raman Processed", RruffKind.Processed)]
    [InlineData("Raman", RruffKind.Any)]
    public void Parse_CurrentEditionWithoutEndMark_IsRead(string kind, RruffKind expected)
    {
        var file = Parse(Sample.RruffCurrentEdition(kind, "785.0 nm"), "Abramovite__R070037__Raman__53______Raman_Data_RAW__0a.txt");

        Assert.Equal((785, expected, 620), (file.LaserNanometres, file.Kind, file.Spectrum.Axis.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1650.0")]
    [InlineData("1750.0, ")]
    public void Parse_NoEndMark_IsTruncated(string tail) =>
        Assert.Equal(SpectrumFault.Truncated, Sample.Refused(() => Parse(Sample.Rruff(end: tail))).Reason);

    [Fact]
    public void Parse_CutAtAnyByte_NeverGivesASpectrum()
    {
        var whole = Sample.Bytes(Sample.Rruff(end: "##END="));
        Assert.NotNull(RruffText.Parse(whole, Sample.RruffName));
        for (var length = 0; length < whole.Length - 1; length++)
            _ = Sample.Refused(() => RruffText.Parse(whole.AsSpan(0, length), Sample.RruffName));
    }

    [Theory]
    [InlineData("", SpectrumFault.Empty)]
    [InlineData("100, 1\n200, 2\n", SpectrumFault.BadHeader)]
    [InlineData("##NAMES=Quartz\n##END=\n", SpectrumFault.TooFewPoints)]
    [InlineData("##NAMES=Quartz\n300, 1\n##END=\n", SpectrumFault.TooFewPoints)]
    [InlineData("##NAMES=Quartz\n300, 1\n400, NaN\n##END=\n", SpectrumFault.NotFinite)]
    [InlineData("##NAMES=Quartz\n300, 1\n400, 1e39\n##END=\n", SpectrumFault.NotFinite)]
    [InlineData("##NAMES=Quartz\n300, 1\n4x0, 2\n500, 1\n##END=\n", SpectrumFault.BadLine)]
    [InlineData("##NAMES=Quartz\n300, 1\n400\n500, 1\n##END=\n", SpectrumFault.BadLine)]
    [InlineData("##NAMES=Quartz\n300, 1\n\0\0\0\n##END=\n", SpectrumFault.Binary)]
    public void Parse_BadFile_IsNamed(string text, SpectrumFault expected)
    {
        var exception = Sample.Refused(() => Parse(text));

        Assert.Equal(expected, exception.Reason);
        Assert.Contains("Expected", exception.Message);
        Assert.Contains("found", exception.Message);
    }

    [Fact]
    public void Parse_BadLine_SaysWhere() =>
        Assert.Contains("line 3, found '4x0, 2'", Sample.Refused(() => Parse("##NAMES=Quartz\n300, 1\n4x0, 2\n##END=\n")).Message);

    [Fact]
    public void Parse_EndlessHeader_IsRefused() => Assert.Equal(
        SpectrumFault.BadHeader,
        Sample.Refused(() => Parse(string.Concat(Enumerable.Range(0, 2000).Select(i => $"##K{i}=v\n")) + "##END=\n")).Reason);

    [Fact]
    public void Parse_DescendingPoints_GiveTheSameGrid()
    {
        var ascending = Sample.Points(", ", "\n");
        var descending = string.Join('\n', ascending.Split('\n', StringSplitOptions.RemoveEmptyEntries).Reverse());

        Assert.Equal(
            Parse($"##NAMES=A\n{ascending}##END=").Spectrum.ToGrid(),
            Parse($"##NAMES=A\n{descending}\n##END=").Spectrum.ToGrid());
    }

    [Fact]
    public void Parse_Latin1Header_IsText() =>
        Assert.Equal(620, RruffText.Parse(Encoding.Latin1.GetBytes(Sample.Rruff("Väyrynenite")), Sample.RruffName).Spectrum.Axis.Count);
}
