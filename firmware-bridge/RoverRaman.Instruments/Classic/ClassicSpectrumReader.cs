using System.Buffers.Binary;

namespace RoverRaman.Instruments.Classic;

/// <summary>Finds spectra of the classic protocol; see <see cref="ClassicSpectrum"/> for the bytes.</summary>
/// <param name="format">How the instrument was told to send.</param>
/// <param name="scans">Scans that it sums; a USB4000 says it in the header.</param>
/// <param name="milliseconds">Its integration time, ms, or null where it is not checked; every header repeats it.</param>
public sealed class ClassicSpectrumReader(ClassicFormat format, int scans = 1, int? milliseconds = null)
    : SpectrumReader(format.Pixels, ClassicSpectrum.LongestLength(format), ClassicSpectrum.ShortestLength(format))
{
    /// <inheritdoc/>
    protected override int SkipToStart(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.IndexOf((byte)ClassicReply.StartOfText);
        return at < 0 ? bytes.Length : at;
    }

    /// <inheritdoc/>
    protected override DecodeResult Decode(ReadOnlySpan<byte> bytes, Span<float> counts, out int length)
    {
        length = 0;
        if (!HeaderHolds(bytes))
            return DecodeResult.NotAMessage;
        if (bytes.Length < ClassicSpectrum.HeaderLength)
            return DecodeResult.NeedMore;
        var body = bytes[ClassicSpectrum.HeaderLength..];
        ushort checksum;
        int used;
        if (format.Compressed)
        {
            var result = DeltaCompression.Decode(body, counts, out used, out checksum);
            if (result != DecodeResult.Message)
                return result;
        }
        else
        {
            used = counts.Length * (format.Wide ? 4 : 2);
            if (body.Length < used + TrailerLength)
                return DecodeResult.NeedMore;
            checksum = ReadPixels(body, counts);
        }
        if (body.Length < used + TrailerLength)
            return DecodeResult.NeedMore;
        if (!TrailerHolds(body[used..], checksum))
            return DecodeResult.NotAMessage;
        length = ClassicSpectrum.HeaderLength + used + TrailerLength;
        return DecodeResult.Message;
    }

    int TrailerLength => ClassicSpectrum.TrailerLength(format);

    // Every word is looked at as soon as it is whole, so that noise does not wait for a spectrum's length.
    bool HeaderHolds(ReadOnlySpan<byte> bytes)
    {
        var words = Math.Min(7, (bytes.Length - 1) / 2);
        for (var i = 0; i < words; i++)
        {
            var expected = Expected(i);
            if (expected is not null && BinaryPrimitives.ReadUInt16BigEndian(bytes[(1 + 2 * i)..]) != expected)
                return false;
        }
        return true;
    }

    ushort? Expected(int word) => (format.Model, word) switch
    {
        (_, 0) => ClassicSpectrum.Start,
        (ClassicModel.Usb4000, 1) => format.Wide ? (ushort)1 : (ushort)0,
        (ClassicModel.Usb4000, 2) => (ushort)scans,
        (ClassicModel.Usb4000, 3) or (ClassicModel.Usb2000, 4) => (ushort?)milliseconds,
        (ClassicModel.Usb4000, 4 or 5) => null, // FPGA baseline
        _ => 0,
    };

    ushort ReadPixels(ReadOnlySpan<byte> body, Span<float> counts)
    {
        var sum = 0u;
        for (var i = 0; i < counts.Length; i++)
        {
            var value = format.Wide ? BinaryPrimitives.ReadUInt32BigEndian(body[(4 * i)..]) : BinaryPrimitives.ReadUInt16BigEndian(body[(2 * i)..]);
            sum += value; // modulo 65536 at the end, so that the upper half of a DWORD is not guarded
            counts[i] = value;
        }
        return (ushort)sum;
    }

    bool TrailerHolds(ReadOnlySpan<byte> trailer, ushort checksum) =>
        (!format.Checksum || BinaryPrimitives.ReadUInt16BigEndian(trailer) == checksum)
        && BinaryPrimitives.ReadUInt16BigEndian(trailer[(TrailerLength - 2)..]) == ClassicSpectrum.End;
}
