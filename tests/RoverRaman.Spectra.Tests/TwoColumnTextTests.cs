using System.Globalization;
using System.Text;

namespace RoverRaman.Spectra.Tests;

public sealed class TwoColumnTextTests
{
    static Spectrum Parse(string text) => TwoColumnText.Parse(Sample.Bytes(text));

    static readonly float[] Expected = Parse(Sample.Points("\t", "\n")).ToGrid();

    static string DecimalComma(double value) => value.ToString("0.####", CultureInfo.InvariantCulture).Replace('.', ',');

    [Theory]
    [InlineData("\t", "\n")]
    [InlineData("\t", "\r\n")]
    [InlineData(" ", "\r")]
    [InlineData("   ", "\n")]
    [InlineData(",", "\n")]
    [InlineData(", ", "\n")]
    [InlineData(" , ", "\n")]
    [InlineData(",\t", "\n")]
    [InlineData(";", "\n")]
    [InlineData(" ; ", "\n\n")]
    public void Parse_AnySeparator_GivesTheSameSpectrum(string separator, string end)
    {
        Assert.Equal(Expected, Parse(Sample.Points(separator, end)).ToGrid());
        Assert.Equal(Expected, Parse(Sample.Points(separator, separator.Trim() + end).Replace(separator.Trim() + end, end)).ToGrid());
    }

    [Theory]
    [InlineData("\t")]
    [InlineData(" ")]
    [InlineData("  ")]
    [InlineData(";")]
    [InlineData("; ")]
    public void Parse_DecimalComma_GivesTheSameSpectrum(string separator) =>
        Assert.Equal(Expected, Parse(Sample.Points(separator, "\n", DecimalComma)).ToGrid());

    [Fact]
    public void Parse_HeadersCommentsAndFooter_ArePassedOver()
    {
        const string Header = "Data from Spec1\nDate: 2026-11-03 12:00\n\nIntegration Time (sec): 1,0\n# 1 2\n% x\n// y\n'z'\n\"Raman shift\",\"Counts\"\nRaman shift (cm-1)\tCounts\n>>>>>Begin<<<<<\n";

        Assert.Equal(Expected, Parse(Header + Sample.Points("\t", "\n") + "\n>>>>>End<<<<<\nmore text\n").ToGrid());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Parse_Utf16WithMark_IsRead(bool littleEndian)
    {
        Encoding encoding = littleEndian ? Encoding.Unicode : Encoding.BigEndianUnicode;
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(Sample.Points("\t", "\r\n"))];

        Assert.Equal(Expected, TwoColumnText.Parse(bytes).ToGrid());
    }

    [Fact]
    public void Parse_Utf8Mark_IsPassedOver() => Assert.Equal(Expected, Parse("\uFEFF" + Sample.Points("\t", "\n")).ToGrid());

    [Fact]
    public void Parse_Latin1Header_IsText() =>
        Assert.Equal(2, TwoColumnText.Parse(Encoding.Latin1.GetBytes("cm\u00B9 \u00B5\n300 1\n400 2\n")).Axis.Count);

    [Fact]
    public void Parse_RepeatedShifts_AreAveraged()
    {
        var spectrum = Parse("500 4\n300 1\n500 8\n400 2\n500 9\n");

        Assert.Equal([300, 400, 500], spectrum.Axis.Shifts.ToArray());
        Assert.Equal([1, 2, 7], spectrum.Intensities);
    }

    [Fact]
    public void Parse_DescendingOrShuffled_GivesTheSameSpectrum()
    {
        var lines = Sample.Points("\t", "\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(Expected, Parse(string.Join('\n', lines.Reverse())).ToGrid());
        new Random(1).Shuffle(lines);
        Assert.Equal(Expected, Parse(string.Join('\n', lines)).ToGrid());
    }

    [Theory]
    [InlineData("", SpectrumFault.Empty)]
    [InlineData("\uFEFF", SpectrumFault.Empty)]
    [InlineData("\n \n\t\n", SpectrumFault.TooFewPoints)]
    [InlineData("# only a comment", SpectrumFault.TooFewPoints)]
    [InlineData("<html><body>404</body></html>", SpectrumFault.BadLine)]
    [InlineData("300 1\n", SpectrumFault.TooFewPoints)]
    [InlineData("300 1\n300 2\n", SpectrumFault.TooFewPoints)]
    [InlineData("300 1\n400 nan\n", SpectrumFault.NotFinite)]
    [InlineData("300 1\n400 -NaN\n", SpectrumFault.NotFinite)]
    [InlineData("300 1\ninf 2\n", SpectrumFault.NotFinite)]
    [InlineData("300 1\n400 1e999\n", SpectrumFault.NotFinite)]
    [InlineData("300 1\n350 2\n400", SpectrumFault.Truncated)]
    [InlineData("300\t1\n350\t2\n400\t", SpectrumFault.Truncated)]
    [InlineData("300 1\n350\n400 2\n", SpectrumFault.BadLine)]
    [InlineData("300 1\nbroken\n400 2\n", SpectrumFault.BadLine)]
    [InlineData("300 1 5\n400 2 6\n", SpectrumFault.BadLine)]
    [InlineData("300 1\n400 2 6\n500 1\n", SpectrumFault.BadLine)]
    [InlineData("300,5,1,5\n400,5,1,5\n", SpectrumFault.BadLine)]
    [InlineData("300 1,234.5\n400 1,234.5\n", SpectrumFault.BadLine)]
    [InlineData("300 1\n\0400 2\n", SpectrumFault.Binary)]
    [InlineData("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR", SpectrumFault.Binary)]
    public void Parse_BadFile_IsNamed(string text, SpectrumFault expected)
    {
        var exception = Sample.Refused(() => Parse(text));

        Assert.Equal(expected, exception.Reason);
        Assert.Contains("Expected", exception.Message);
        Assert.Contains("found", exception.Message);
    }

    [Fact]
    public void Parse_MoreThanAMillionPoints_IsTooLarge()
    {
        var text = new StringBuilder();
        for (var i = 0; i <= 1_000_000; i++)
            text.Append(i).Append(" 1\n");

        Assert.Equal(SpectrumFault.TooLarge, Sample.Refused(() => Parse(text.ToString())).Reason);
    }
}
