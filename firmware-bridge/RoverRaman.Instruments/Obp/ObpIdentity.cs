using System.Buffers.Binary;
using System.Text;

namespace RoverRaman.Instruments.Obp;

/// <summary>Asks an OBP instrument what it is: questions only.</summary>
static class ObpIdentity
{
    const int MaximumCoefficients = 16;

    public static SpectrometerInfo Read(ObpClient client, ObpModel model, CancellationToken cancellation)
    {
        Span<byte> serial = stackalloc byte[64];
        var length = client.Query(ObpMessageType.GetSerialNumber, [], serial, cancellation);
        var name = Encoding.ASCII.GetString(serial[..length]).TrimEnd('\0', ' ');
        return new SpectrometerInfo(model.Name, name, model.PixelCount, model.MaximumCounts, ReadWavelengths(client, model, cancellation),
            ReadTime(client, ObpMessageType.GetMinimumIntegrationTime, model.ShortestMicroseconds, cancellation),
            ReadTime(client, ObpMessageType.GetMaximumIntegrationTime, model.LongestMicroseconds, cancellation))
        {
            Nonlinearity = ReadNonlinearity(client, cancellation),
            DarkPixels = model.DarkPixels,
            HasCheckedReplies = client.HasCheckedReplies,
        };
    }

    // lambda(p) = sum of c_i p^i, nm, pixels from 0 (python-seabreeze spectrometers.py).
    static double[] ReadWavelengths(ObpClient client, ObpModel model, CancellationToken cancellation)
    {
        Span<byte> value = stackalloc byte[4];
        var found = client.Query(ObpMessageType.GetWavelengthCoefficientCount, [], value, cancellation) == 1 ? value[0] : 0;
        if (found is < 2 or > MaximumCoefficients)
            throw new InstrumentException($"Expected 2 to {MaximumCoefficients} wavelength coefficients, found {found}. Is the instrument calibrated?");
        return Polynomial.Wavelengths(ReadAll(client, ObpMessageType.GetWavelengthCoefficient, found, cancellation), model.PixelCount);
    }

    // Coefficients that make no sense (none, not finite, or n_0 far from 1) are left out: a straight detector is the better guess.
    static double[] ReadNonlinearity(ObpClient client, CancellationToken cancellation)
    {
        Span<byte> value = stackalloc byte[4];
        if (client.TryQuery(ObpMessageType.GetNonlinearityCoefficientCount, [], value, cancellation) != 1 || value[0] is 0 or > MaximumCoefficients)
            return [];
        var found = ReadAll(client, ObpMessageType.GetNonlinearityCoefficient, value[0], cancellation);
        return found.All(double.IsFinite) && found[0] is > 0.5 and < 2 ? found : [];
    }

    static double[] ReadAll(ObpClient client, ObpMessageType type, int count, CancellationToken cancellation)
    {
        Span<byte> value = stackalloc byte[4];
        var coefficients = new double[count];
        for (var i = 0; i < count; i++)
        {
            var length = client.Query(type, [(byte)i], value, cancellation);
            coefficients[i] = length == 4 ? BinaryPrimitives.ReadSingleLittleEndian(value) : double.NaN;
        }
        return coefficients;
    }

    static TimeSpan ReadTime(ObpClient client, ObpMessageType type, uint otherwise, CancellationToken cancellation)
    {
        Span<byte> value = stackalloc byte[4];
        try
        {
            var length = client.Query(type, [], value, cancellation);
            return TimeSpan.FromMicroseconds(length == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(value) : otherwise);
        }
        catch (InstrumentException refused) when (refused.Code is not null)
        {
            // Early firmware does not know the question; the data sheet's figure holds.
            return TimeSpan.FromMicroseconds(otherwise);
        }
    }
}
