using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RoverRaman.Hil;

/// <summary>What the round trip costs.</summary>
/// <param name="Spectra">Spectra played, none of them in the model's training.</param>
/// <param name="Clean">Without noise: what wavelength polynomial, 14 bits and resampling do.</param>
/// <param name="Noisy">With read noise of 5 counts and shot noise.</param>
sealed record RoundTripResult(int Spectra, RoundTripPass Clean, RoundTripPass Noisy)
{
    // Points of accuracy that the chain without faults may cost.
    const double LargestDrop = 1;

    /// <summary>Accuracy lost without noise and with it, points.</summary>
    public double CleanDrop => Drop(Clean);

    /// <summary>Accuracy lost with noise, points.</summary>
    public double NoisyDrop => Drop(Noisy);

    /// <summary>Whether the chain costs no more than it may.</summary>
    public bool Holds => CleanDrop <= LargestDrop && NoisyDrop <= LargestDrop;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        {Spectra} spectra that the model was not trained on    without noise   with noise
        error of the grid, rms, of the highest peak       {100 * Clean.RootMeanSquare,12:0.000} %{100 * Noisy.RootMeanSquare,11:0.000} %
        error of 99 % of the points below                 {100 * Clean.Quantile(0.99),12:0.00} %{100 * Noisy.Quantile(0.99),11:0.00} %
        error of 99.9 % of the points below               {100 * Clean.Quantile(0.999),12:0.00} %{100 * Noisy.Quantile(0.999),11:0.00} %
        largest error (lines narrower than a pixel)       {100 * Clean.Quantile(1),12:0.0} %{100 * Noisy.Quantile(1),11:0.0} %
        top-1 from the file                               {Percent(Clean.RightFromFile),12:0.0} %{Percent(Noisy.RightFromFile),11:0.0} %
        top-1 through the whole chain                     {Percent(Clean.RightFromChain),12:0.0} %{Percent(Noisy.RightFromChain),11:0.0} %
        spectra named rightly by one of both only         {Clean.Disagreements,12}  {Noisy.Disagreements,11}
        {(Holds ? "the chain costs no more than one point" : "FAILED: the chain costs more than one point")}
        """);

    public string ToJson()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("spectra", Spectra);
            Write(json, "without_noise", Clean, CleanDrop);
            Write(json, "with_noise", Noisy, NoisyDrop);
            json.WriteBoolean("ok", Holds);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    void Write(Utf8JsonWriter json, string name, RoundTripPass pass, double drop)
    {
        json.WriteStartObject(name);
        json.WriteNumber("rms_error", Math.Round(pass.RootMeanSquare, 6));
        json.WriteNumber("p99_error", Math.Round(pass.Quantile(0.99), 5));
        json.WriteNumber("p999_error", Math.Round(pass.Quantile(0.999), 5));
        json.WriteNumber("largest_error", Math.Round(pass.Quantile(1), 4));
        json.WriteNumber("top1_file", Math.Round(Percent(pass.RightFromFile), 2));
        json.WriteNumber("top1_chain", Math.Round(Percent(pass.RightFromChain), 2));
        json.WriteNumber("drop_points", Math.Round(drop, 2));
        json.WriteNumber("disagreements", pass.Disagreements);
        json.WriteEndObject();
    }

    double Percent(int right) => 100.0 * right / Spectra;

    double Drop(RoundTripPass pass) => Percent(pass.RightFromFile) - Percent(pass.RightFromChain);
}
