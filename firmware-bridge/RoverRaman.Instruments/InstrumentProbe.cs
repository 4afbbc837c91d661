using System.Buffers;
using System.Buffers.Binary;
using RoverRaman.Instruments.BwTek;
using RoverRaman.Instruments.C12880;
using RoverRaman.Instruments.Classic;
using RoverRaman.Instruments.Cobolt;
using RoverRaman.Instruments.Obp;
using RoverRaman.Instruments.Transports;
using RoverRaman.Instruments.Wasatch;

namespace RoverRaman.Instruments;

/// <summary>
/// Finds out who is on a line, quiet first: listens, then asks one question of each protocol. No byte of it can light a laser or a lamp:
/// <see cref="Questions"/> is all that is ever sent. A TCD1304 board and a MicroSpec have no question that only asks, so they are not looked for.
/// </summary>
public static class InstrumentProbe
{
    static readonly SearchValues<byte> Text = SearchValues.Create("0123456789,\r\n"u8);
    static readonly TimeSpan Listening = TimeSpan.FromMilliseconds(200);

    /// <summary>What is asked, in this order; the rates are those of a tty.</summary>
    public static IReadOnlyList<ProbeQuestion> Questions { get; } =
    [
        new("Ocean Binary Protocol", "obp", [9600, 115200], SerialNumber(ObpMessage.CurrentVersion), SpeaksThisVersion),
        new("Ocean Binary Protocol 2 (SR, HR, ST)", "obp2", [9600, 115200], SerialNumber(ObpMessage.SecondVersion), SpeaksThisVersion),
        new("Ocean classic (USB2000, USB4000, Flame)", "usb4000", [9600], [(byte)ClassicCommand.Version],
            reply => reply.Length == 3 && reply[0] == (byte)ClassicReply.Acknowledged),
        // A line end first: what the other questions left in its buffer is no part of the command.
        new("B&W Tek BTC", "bwtek", [115200, 9600], [(byte)'\n', .. BwTekProtocol.Command('a')], Contains("ACK\r\n"u8.ToArray())),
        new("C12880MA, commanded", "c12880-commanded", [115200], C12880Protocol.Timing.ToArray(), Contains(","u8.ToArray())),
        new("Cobolt laser", "cobolt", [115200], CoboltProtocol.Encode(CoboltProtocol.SerialNumber),
            reply => reply.Length is > 2 and < 40 && reply.IndexOf(CoboltProtocol.End) >= 2 && !reply.ContainsAnyExceptInRange((byte)'\n', (byte)'z')),
    ];

    /// <summary>Looks for an instrument; null where nobody answered.</summary>
    /// <param name="transport">An open line; its rate may be changed.</param>
    /// <param name="patience">How long to wait for each answer.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static ProbeResult? Find(IByteTransport transport, TimeSpan patience, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(transport);
        var line = transport as ISerialLine;
        line?.SetBaud(115200);
        Span<byte> reply = stackalloc byte[2048];
        if (Judge(reply[..Read(transport, reply, Listening, cancellation)]) is { } speaker)
            return speaker with { Baud = line?.Baud };
        foreach (var question in Questions)
            foreach (var baud in line is null ? [0] : question.Bauds)
            {
                if (line is not null && line.Baud != baud)
                    line.SetBaud(baud);
                if (Ask(transport, question, reply, patience, cancellation))
                    return new ProbeResult(question.Name, question.Protocol, line?.Baud);
            }
        return null;
    }

    /// <summary>Who speaks without being asked.</summary>
    static ProbeResult? Judge(ReadOnlySpan<byte> heard)
    {
        if (heard.StartsWith(WispRequest.Greeting))
            return new ProbeResult("Wasatch byte stream", "wasatch", null);
        var text = !heard.ContainsAnyExcept(Text);
        return text && heard.Count((byte)',') > 20 ? new ProbeResult("C12880MA, free-running", "c12880", null) : null;
    }

    static bool Ask(IByteTransport transport, ProbeQuestion question, Span<byte> reply, TimeSpan patience, CancellationToken cancellation)
    {
        _ = transport.DiscardInput();
        transport.Write(question.Bytes, patience, cancellation);
        return question.Fits(reply[..Read(transport, reply, patience, cancellation)]);
    }

    // Everything until the line has been silent for as long as the patience, or the room is full.
    static int Read(IByteTransport transport, Span<byte> reply, TimeSpan patience, CancellationToken cancellation)
    {
        var got = 0;
        var deadline = Deadline.After(patience);
        while (got < reply.Length && !deadline.Passed && transport.Read(reply[got..], deadline.Left, cancellation) is var count && count > 0)
            got += count;
        return got;
    }

    static byte[] SerialNumber(ushort version)
    {
        var bytes = new byte[ObpMessage.MinimumLength];
        _ = new ObpMessage { Version = version, Type = ObpMessageType.GetSerialNumber }.Encode(bytes);
        return bytes;
    }

    // An instrument of the other version answers, too: that it does not support this one.
    static bool SpeaksThisVersion(ReadOnlySpan<byte> reply) =>
        reply.IndexOf([ObpMessage.FirstStart, ObpMessage.SecondStart]) is >= 0 and var at
        && !(reply.Length >= at + 8 && BinaryPrimitives.ReadUInt16LittleEndian(reply[(at + 6)..]) == (ushort)ObpError.UnsupportedProtocol);

    static ProbeQuestion.Judge Contains(byte[] mark) => reply => reply.IndexOf(mark) >= 0;
}
