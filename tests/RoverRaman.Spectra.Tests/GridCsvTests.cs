using System.Globalization;

namespace RoverRaman.Spectra.Tests;

public sealed class GridCsvTests
{
    static readonly string Header = "class," + string.Join(',', Enumerable.Range(Grid.First, Grid.Count));

    static string Row(string label, double first = 0.5) =>
        label + "," + string.Join(',', Enumerable.Range(0, Grid.Count).Select(i => (first + i).ToString(CultureInfo.InvariantCulture)));

    static LoadResult Parse(params string[] lines) => GridCsv.Parse(Sample.Bytes(string.Join("\r\n", lines) + "\r\n"), "t.csv");

    [Fact]
    public void Parse_Rows_KeepOrderLabelsAndValues()
    {
        var result = Parse(Header, Row("Quartz"), "", Row("\"Albite\"", 7), Row("", 9));

        Assert.Empty(result.Refused);
        Assert.Equal(["Quartz", "Albite", null], result.DataSet.Spectra.Select(spectrum => spectrum.ClassName));
        Assert.Equal(["t.csv#1", "t.csv#2", "t.csv#3"], result.DataSet.Spectra.Select(spectrum => spectrum.Source));
        Assert.All(result.DataSet.Spectra, spectrum => Assert.Null(spectrum.SpecimenId));
        Assert.Equal(1398, result.DataSet.Spectra[1].Intensities[^1]);
        Assert.Equal([1, 0, -1], result.DataSet.Labels);
    }

    [Fact]
    public void Write_ReadAgain_GivesNamesAndValues()
    {
        using var text = new StringWriter();
        float[] values = [.. Enumerable.Range(0, Grid.Count).Select(i => i / 7f)];
        GridCsv.Write(text, [("Quartz", values), ("Fluorapatite", new float[Grid.Count])]);
        var read = GridCsv.Parse(Sample.Bytes(text.ToString()), "t.csv").DataSet.Spectra;
        Assert.Equal(["Quartz", "Fluorapatite"], read.Select(spectrum => spectrum.ClassName));
        Assert.All(read[0].Intensities.Zip(values), pair => Assert.Equal(pair.Second, pair.First, 1e-3f));
        Assert.Throws<ArgumentException>(() => GridCsv.Write(text, [("a,b", values)]));
        Assert.Throws<ArgumentException>(() => GridCsv.Write(text, [("a", new float[3])]));
    }

    [Fact]
    public void Parse_BadRows_AreRefusedByNumberAndTheOthersCount()
    {
        var result = Parse(Header, Row("A"), Row("B").Replace(",10.5,", ",NaN,"), Row("C").Replace(",10.5,", ",x,"), Row("D")[..^30], Row("E") + ",1", Row("F"));

        Assert.Equal(["A", "F"], result.DataSet.Spectra.Select(spectrum => spectrum.ClassName));
        Assert.Equal(
            [("t.csv#2", SpectrumFault.NotFinite), ("t.csv#3", SpectrumFault.BadLine), ("t.csv#4", SpectrumFault.Truncated), ("t.csv#5", SpectrumFault.BadLine)],
            result.Refused.Select(refused => (refused.Source, refused.Reason)));
        Assert.Contains("at 210 cm-1", result.Refused[1].Message);
    }

    [Theory]
    [InlineData("class,100,101", "200 as column 2", "'100'")]
    [InlineData("label,200,201", "header 'class,200", "'label'")]
    [InlineData("class,200,202", "201 as column 3", "'202'")]
    [InlineData("class,200,201", "202 as column 4", "3 columns")]
    public void Parse_WrongHeader_SaysWhichColumn(string header, string expected, string found)
    {
        var exception = Sample.Refused(() => Parse(header, Row("A")));

        Assert.Equal(SpectrumFault.BadHeader, exception.Reason);
        Assert.Contains(expected, exception.Message);
        Assert.Contains($"found {found}", exception.Message);
    }

    [Fact]
    public void Parse_TooManyColumns_IsABadHeader() => Assert.Equal(SpectrumFault.BadHeader, Sample.Refused(() => Parse(Header + ",1592", Row("A"))).Reason);

    [Fact]
    public void Parse_HeaderAlone_GivesNoSpectra() => Assert.Empty(Parse(Header).DataSet.Spectra);
}
