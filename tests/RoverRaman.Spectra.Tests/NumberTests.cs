using System.Globalization;
using System.Text;
using FsCheck.Fluent;

namespace RoverRaman.Spectra.Tests;

public sealed class NumberTests
{
    static double? Parse(string text, bool decimalComma = false) => Number.TryParse(Encoding.UTF8.GetBytes(text), decimalComma, out var value) ? value : null;

    [Fact]
    public void TryParse_AnyDouble_IsReadAsTheFrameworkDoes() => FsCheck.Check.One(
        FsCheck.Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(
            ArbMap.Default.ArbFor<double>(),
            ArbMap.Default.ArbFor<int>(),
            (value, digits) =>
            {
                var text = value.ToString($"{"GEF"[Math.Abs(digits % 3)]}{Math.Abs(digits % 17)}", CultureInfo.InvariantCulture);
                return text.Length > 64 || BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)) == BitConverter.DoubleToInt64Bits(Parse(text)!.Value)
                    || double.IsNaN(value);
            }));

    [Theory]
    [InlineData("0.0000000E+00", 0.0)]
    [InlineData("1.5e3", 1500)]
    [InlineData("-4.539612", -4.539612)]
    [InlineData("+7", 7)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("-0", -0.0)]
    [InlineData("123456789012345678901234567890", 123456789012345678901234567890.0)]
    [InlineData("1e-30", 1e-30)]
    public void TryParse_ShapesInTheWild_AreRead(string text, double expected) => Assert.Equal(expected, Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1.2.3")]
    [InlineData("1 2")]
    [InlineData("0x10")]
    [InlineData("1,5")]
    [InlineData("abc")]
    [InlineData("1_000")]
    public void TryParse_NotANumber_IsRefused(string text) => Assert.Null(Parse(text));

    [Fact]
    public void TryParse_DecimalComma_OnlyWhereAsked()
    {
        Assert.Equal(1.5, Parse("1,5", decimalComma: true));
        Assert.Equal(1.5e30, Parse("1,5e30", decimalComma: true));
        Assert.Null(Parse("1,234.5", decimalComma: true));
        Assert.Null(Parse("1,2,3", decimalComma: true));
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("nan")]
    [InlineData("-inf")]
    [InlineData("Infinity")]
    public void TryParse_NotFiniteWords_AreNumbersThatAreNotFinite(string text) => Assert.False(double.IsFinite(Parse(text)!.Value));
}
