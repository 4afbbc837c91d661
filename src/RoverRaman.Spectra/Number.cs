using System.Globalization;

namespace RoverRaman.Spectra;

/// <summary>Reads decimal numbers from text bytes. Correctly rounded: the result is that of <see cref="double.Parse(string)"/>.</summary>
internal static class Number
{
    const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
    const int MaxLength = 64;
    const ulong MaxExactMantissa = 1UL << 53;
    const int MaxExactPower = 22;

    // Powers of ten that a double holds exactly.
    static readonly double[] Powers =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>Reads one number that fills <paramref name="text"/>; NaN and Infinity are numbers here.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, bool decimalComma, out double value)
    {
        if (TryExact(text, decimalComma, out value))
            return true;
        if (text.Length is 0 or > MaxLength)
            return false;
        if (!decimalComma || text.IndexOf((byte)',') < 0)
            return TryGeneral(text, out value);
        if (text.Contains((byte)'.'))
            return false;
        Span<byte> copy = stackalloc byte[text.Length];
        text.Replace(copy, (byte)',', (byte)'.');
        return TryGeneral(copy, out value);
    }

    static bool TryGeneral(ReadOnlySpan<byte> text, out double value) =>
        double.TryParse(text, Style, CultureInfo.InvariantCulture, out value)
        || IsNotANumberWord(text, out value);

    static bool IsNotANumberWord(ReadOnlySpan<byte> text, out double value)
    {
        value = double.NaN;
        text = text.TrimStart("+-"u8);
        return System.Text.Ascii.EqualsIgnoreCase(text, "nan"u8) || System.Text.Ascii.EqualsIgnoreCase(text, "inf"u8)
            || System.Text.Ascii.EqualsIgnoreCase(text, "infinity"u8);
    }

    // A mantissa below 2^53 times or over an exact power of ten rounds once, hence correctly (Clinger 1990, fast path).
    static bool TryExact(ReadOnlySpan<byte> text, bool decimalComma, out double value)
    {
        value = 0;
        var negative = text.Length > 0 && text[0] == '-';
        if (negative)
            text = text[1..];
        if (!TryMantissa(text, decimalComma, out var mantissa, out var decimals, out var length) || !TryExponent(text[length..], out var exponent))
            return false;
        exponent -= decimals;
        if (Math.Abs(exponent) > MaxExactPower)
            return false;
        value = exponent < 0 ? mantissa / Powers[-exponent] : mantissa * Powers[exponent];
        if (negative)
            value = -value;
        return true;
    }

    // Digits with at most one decimal sign, up to the end or to E.
    static bool TryMantissa(ReadOnlySpan<byte> text, bool decimalComma, out ulong mantissa, out int decimals, out int length)
    {
        mantissa = 0;
        var point = -1;
        for (length = 0; length < text.Length && (text[length] | 0x20) != 'e'; length++)
        {
            var digit = (uint)(text[length] - '0');
            if (digit <= 9)
                mantissa = mantissa * 10 + digit;
            else if (point < 0 && (text[length] == '.' || (decimalComma && text[length] == ',')))
                point = length;
            else
                break;
            if (mantissa >= MaxExactMantissa / 16)
                break;
        }
        decimals = point < 0 ? 0 : length - point - 1;
        return (length == text.Length || (text[length] | 0x20) == 'e') && length > (point < 0 ? 0 : 1);
    }

    // Nothing, or E, a sign if any, and one to three digits.
    static bool TryExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text.IsEmpty)
            return true;
        text = text[1..];
        var negative = text.Length > 0 && text[0] == '-';
        if (text.Length > 0 && text[0] is (byte)'-' or (byte)'+')
            text = text[1..];
        if (text.Length is 0 or > 3)
            return false;
        foreach (var character in text)
        {
            var digit = (uint)(character - '0');
            if (digit > 9)
                return false;
            exponent = exponent * 10 + (int)digit;
        }
        if (negative)
            exponent = -exponent;
        return true;
    }
}
