using RoverRaman.Instruments.Classic;
using RoverRaman.Instruments.MicroSpec;
using RoverRaman.Instruments.Tcd1304;

namespace RoverRaman.Instruments.Tests.Protocols;

/// <summary>
/// A change of one byte that a protocol itself cannot know of, so that other pixels are read. What has no entry here notices every change. The
/// same table stands in protocol.md, in the same words.
/// </summary>
/// <param name="Case">Name of the <see cref="ReaderCase"/>, or of an OBP reply.</param>
/// <param name="What">In words, as in protocol.md.</param>
/// <param name="Covers">Whether a byte of a frame, changed to a value, is such a change.</param>
sealed record BlindSpot(string Case, string What, Func<byte[], int, byte, bool> Covers)
{
    const int ObpImmediateLengthAt = 23, ObpRemainingAt = 40, ObpPayloadAt = 44, ObpTrailer = 20;

    /// <summary>Every one there is.</summary>
    public static IReadOnlyList<BlindSpot> All { get; } =
    [
        new("obp", "a changed pixel byte", (frame, at, _) => at >= ObpPayloadAt && at < frame.Length - ObpTrailer),
        new("obp answer", "changed data of up to 16 bytes, and their length", (_, at, _) => at is >= ObpImmediateLengthAt and < ObpRemainingAt),
        new("usb4000 sum", "the upper 16 bits of a summed pixel (DWORD)", (frame, at, _) => InPixels(frame, at) && (at - ClassicSpectrum.HeaderLength) % 4 < 2),
        new("usb2000 no checksum", "a changed pixel byte", (frame, at, _) => at >= ClassicSpectrum.HeaderLength && at < frame.Length - 2),
        new("bwtek", "a digit changed to another digit", (frame, at, now) => IsDigit(frame[at]) && IsDigit(now)),
        new("bwtek binary", "any changed byte", (_, _, _) => true),
        new("tcd1304", "a changed low byte, the low half of a high byte", (_, at, now) => at % 2 == 0 || now <= TcdCommand.MaximumValue >> 8),
        new("c12880", "a digit changed to another digit", (frame, at, now) => IsDigit(frame[at]) && IsDigit(now)),
        new("c12880 commanded", "a digit changed to another digit, the last one to CR", (frame, at, now) => IsDigit(frame[at]) && (IsDigit(now) || (at == frame.Length - 2 && now == '\r'))),
        new("wasatch", "any changed byte", (_, _, _) => true),
        new("microspec", "a changed pixel byte", (_, at, _) => at >= MicroSpecProtocol.FrameHeader),
    ];

    /// <summary>That of a case, or null: it notices every change.</summary>
    public static BlindSpot? Of(string name) => All.SingleOrDefault(spot => spot.Case == name);

    static bool InPixels(byte[] frame, int at) => at >= ClassicSpectrum.HeaderLength && at < frame.Length - 4;

    static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';
}
