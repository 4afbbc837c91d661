using System.Globalization;
using System.Text;

namespace RoverRaman.Spectra.Tests;

/// <summary>Small made-up files in the formats' own shape.</summary>
static class Sample
{
    public const string RruffName = "Quartz__R040031__Raman__532__0__unoriented__Raman_Data_Processed__28135.txt";

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string Rruff(string names = "Quartz", string id = "R040031", string end = "##END=\n\n\n") =>
        $"##NAMES={names}\n##RRUFFID={id}\n##IDEAL CHEMISTRY=SiO_2_\n##LOCALITY=a=b, c\n##STATUS=\n" + Points(", ", "\r\n") + end;

    public static string RruffCurrentEdition(string kind = "Raman RAW", string laser = "785") =>
        $"##NAMES=Abramovite\n##RRUFFID=R070037\n##FILETYPE={kind}\n##RAMAN WAVELENGTH={laser}\n\n# Instrument=made up\nX,Y\n" + Points(", ", "\n");

    // A band at 464 cm-1 over 150..1700 cm-1.
    public static string Points(string separator, string end, Func<double, string>? format = null)
    {
        format ??= value => value.ToString("0.####", CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        for (var shift = 150.25; shift < 1700; shift += 2.5)
            text.Append(format(shift)).Append(separator).Append(format(Intensity(shift))).Append(end);
        return text.ToString();
    }

    public static double Intensity(double shift) => Math.Round(10 + 1000 * Math.Exp(-Math.Pow((shift - 464) / 6, 2)), 4);

    public static SpectrumFormatException Refused(Action read) => Assert.Throws<SpectrumFormatException>(read);
}
