using RoverRaman.Instruments;
using RoverRaman.Instruments.BwTek;
using RoverRaman.Instruments.C12880;
using RoverRaman.Instruments.Classic;
using RoverRaman.Instruments.MicroSpec;
using RoverRaman.Instruments.Obp;
using RoverRaman.Instruments.Tcd1304;
using RoverRaman.Instruments.Wasatch;

namespace RoverRaman.Bench;

/// <summary>Parsers of the instrument protocols: bytes in pieces of 256, as a UART gives them, to whole spectra.</summary>
static class InstrumentRows
{
    const int Runs = 300, Piece = 256;

    static readonly (string Name, Func<(Action Feed, int Bytes)> Make)[] Parsers =
    [
        ("obp", Obp),
        ("usb4000", () => Reader(new ClassicSpectrumReader(new(ClassicModel.Usb4000, 3670, Checksum: true)), Classic())),
        ("bwtek", () => Reader(new BwTekAsciiReader(), Ascii())),
        ("tcd1304", () => Reader(new TcdSpectrumReader(), new byte[TcdCommand.ReplyLength])),
        ("c12880", () => Reader(new C12880LineReader(freeRunning: true), Text())),
        ("wasatch", () => Reader(new WispSpectrumReader(1024), new byte[2048])),
        ("microspec", () => Reader(new MicroSpecFrameReader(), MicroSpec())),
    ];

    public static BenchGroup Group { get; } = new([.. Parsers.SelectMany(parser => new[] { $"parse.{parser.Name}_mb_s", $"parse.{parser.Name}_alloc" })], Measure);

    static IEnumerable<BenchRow> Measure(BenchContext context)
    {
        foreach (var (name, make) in Parsers)
        {
            var (feed, bytes) = make();
            var timings = Timings.Of(Runs, feed);
            // 230400 baud, the fastest line of these instruments, carries 0.023 MB/s.
            yield return new BenchRow($"parse.{name}_mb_s", bytes / timings[0.5], "MB/s", Budget: 1, AtLeast: true);
            yield return new BenchRow($"parse.{name}_alloc", timings.BytesPerRun, "B", Budget: 0);
        }
    }

    static (Action Feed, int Bytes) Obp()
    {
        var frame = new byte[ObpMessage.MinimumLength + 2048];
        _ = new ObpMessage { Type = ObpMessageType.GetRawSpectrum, Flags = ObpFlags.Response, Data = new byte[2048] }.Encode(frame);
        var reader = new ObpFrameReader();
        return (Feed, frame.Length);

        void Feed()
        {
            for (var at = 0; at < frame.Length; at += Piece)
            {
                var piece = frame.AsSpan(at, Math.Min(Piece, frame.Length - at));
                piece.CopyTo(reader.FreeSpace);
                reader.Commit(piece.Length);
                _ = reader.TryRead(out _);
            }
        }
    }

    static (Action Feed, int Bytes) Reader(SpectrumReader reader, byte[] frame)
    {
        Feed();
        Feed(); // of a free-running stream the first line is dropped
        return reader.Frames >= 1 ? (Feed, frame.Length) : throw new InvalidOperationException($"{reader.GetType().Name} does not read its own frame.");

        void Feed()
        {
            for (var at = 0; at < frame.Length; at += Piece)
            {
                var piece = frame.AsSpan(at, Math.Min(Piece, frame.Length - at));
                piece.CopyTo(reader.FreeSpace);
                reader.Commit(piece.Length);
                _ = reader.TryRead();
            }
        }
    }

    static byte[] Classic()
    {
        var format = new ClassicFormat(ClassicModel.Usb4000, 3670, Checksum: true);
        var frame = new byte[ClassicSpectrum.LongestLength(format)];
        return frame[..ClassicSpectrum.Encode(format, 1, 100, [.. Enumerable.Range(0, 3670).Select(i => (uint)(i * 7 % 65536))], frame)];
    }

    static byte[] Ascii()
    {
        var frame = new byte[BwTekProtocol.AsciiScanLength];
        _ = BwTekProtocol.EncodeAscii(Ramp(BwTekProtocol.Pixels, 65535), frame);
        return frame;
    }

    static byte[] Text()
    {
        var frame = new byte[C12880Protocol.LongestLine];
        var length = C12880Protocol.Encode(Ramp(C12880Protocol.Pixels, C12880Protocol.MaximumValue), trailingComma: true, frame);
        return [.. frame[..length]];
    }

    static byte[] MicroSpec()
    {
        var frame = new byte[MicroSpecProtocol.FrameHeader + 2 * MicroSpecProtocol.Pixels];
        _ = MicroSpecProtocol.EncodeFrame(Ramp(MicroSpecProtocol.Pixels, 65535), frame);
        return frame;
    }

    static ushort[] Ramp(int count, int maximum)
    {
        var values = new ushort[count];
        for (var i = 0; i < count; i++)
            values[i] = (ushort)(i * 37 % (maximum + 1));
        return values;
    }
}
