using System.Globalization;
using System.Text;

namespace RoverRaman.Instruments.C12880;

/// <summary>
/// Hamamatsu C12880MA on Arduino sketches, text, 115200 8-N-1.
/// <code>
/// free-running (groupgets): 288 decimal numbers of 10 bits, each followed by ',', then LF; no command
/// commanded (open-eio):     SPEC.INTEG seconds LF    sets the integration time, no reply
///                           SPEC.READ? LF            288 numbers separated by ',', LF
///                           SPEC.TIMING? LF          10 numbers
///                           anything else            ### Error: command '...' not recognized ###
/// </code>
/// The first reading is usually saturated and is thrown away. Wavelength: polynomial of 5th order on pixel 1..288, from the sheet that comes
/// with each sensor. Source: github.com/groupgets/c12880ma, github.com/open-eio/arduino-microspec.
/// </summary>
public static class C12880Protocol
{
    /// <summary>Pixels.</summary>
    public const int Pixels = 288;

    /// <summary>Largest value of the 10-bit converter.</summary>
    public const int MaximumValue = 1023;

    /// <summary>First pixel of the wavelength polynomial.</summary>
    public const int PixelOrigin = 1;

    /// <summary>Longest line that is believed: 288 numbers of at most 4 digits, their commas, CR and LF.</summary>
    public const int LongestLine = Pixels * 5 + 2;

    /// <summary>Asks for a spectrum.</summary>
    public static ReadOnlySpan<byte> Read => "SPEC.READ?\n"u8;

    /// <summary>Asks for timing figures: changes nothing, so it serves to find out who is there.</summary>
    public static ReadOnlySpan<byte> Timing => "SPEC.TIMING?\n"u8;

    /// <summary>Sets the integration time.</summary>
    public static byte[] Integration(TimeSpan time) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"SPEC.INTEG {time.TotalSeconds:0.######}\n"));

    /// <summary>Writes a line; returns its length.</summary>
    /// <param name="pixels">288 values.</param>
    /// <param name="trailingComma">True as the free-running sketch does.</param>
    /// <param name="destination">At least <see cref="LongestLine"/> bytes.</param>
    public static int Encode(ReadOnlySpan<ushort> pixels, bool trailingComma, Span<byte> destination)
    {
        var at = 0;
        for (var i = 0; i < pixels.Length; i++)
        {
            _ = pixels[i].TryFormat(destination[at..], out var written, default, CultureInfo.InvariantCulture);
            at += written;
            if (trailingComma || i < pixels.Length - 1)
                destination[at++] = (byte)',';
        }
        destination[at++] = (byte)'\n';
        return at;
    }
}
