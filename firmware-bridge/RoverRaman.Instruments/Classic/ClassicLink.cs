using System.Text;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Instruments.Classic;

/// <summary>Question and answer of the classic protocol, and its two-step change of the baud rate.</summary>
public sealed class ClassicLink(IByteTransport transport, SpectrometerOptions options) : IDisposable
{
    const int LongestSlot = 32;
    readonly byte[] _request = new byte[ClassicRequest.LongestLength];

    /// <summary>The link below.</summary>
    public InstrumentLink Link { get; } = new(transport, options);

    /// <summary>Sends a command and waits for its ACK; once more where nothing comes (every setting can be said twice).</summary>
    /// <exception cref="InstrumentException">NAK, or something that is no reply.</exception>
    public void Command(ClassicRequest request, CancellationToken cancellation)
    {
        try
        {
            CommandOnce(request, cancellation);
        }
        catch (TimeoutException)
        {
            Link.Retry();
            CommandOnce(request, cancellation);
        }
    }

    /// <summary>The text of a memory slot, or an empty one where the instrument refuses.</summary>
    public string ReadSlot(int slot, CancellationToken cancellation)
    {
        Send(new ClassicRequest(ClassicCommand.Query, (uint)slot, ClassicCommand.WriteSlot), cancellation);
        if (ReadReply(TimeSpan.Zero, cancellation) != ClassicReply.Acknowledged)
            return "";
        Span<byte> text = stackalloc byte[LongestSlot];
        var length = Link.ReadLine(text, (byte)'\r', TimeSpan.Zero, cancellation);
        return Encoding.ASCII.GetString(text[..length]).Trim('\0', ' ', '\n');
    }

    /// <summary>Asks for a spectrum and reads it.</summary>
    /// <exception cref="InstrumentException">ETX: the instrument has none to give.</exception>
    public void TakeSpectrum(ClassicSpectrumReader reader, TimeSpan work, CancellationToken cancellation)
    {
        Send(new ClassicRequest(ClassicCommand.Acquire), cancellation);
        var first = ReadReply(work, cancellation);
        if (first is ClassicReply.EndOfText or ClassicReply.NotAcknowledged)
            throw Link.Refused($"expected a spectrum, the instrument answered {first} (0x{(byte)first:x2}): it was interrupted or is set up for something else.", (int)first);
        reader.FreeSpace[0] = (byte)first;
        reader.Commit(1);
        Link.ReadSpectrum(reader, TimeSpan.Zero, cancellation);
    }

    /// <summary>Finds the instrument's rate and takes it to the wanted one, or leaves it where it is found when none is wanted.</summary>
    /// <exception cref="TimeoutException">It answers at no rate.</exception>
    public void Settle(ClassicModel model, int? wanted, CancellationToken cancellation)
    {
        if (Link.Transport is not ISerialLine line)
        {
            _ = Version(cancellation);
            return;
        }
        Search(line, cancellation);
        if (wanted is { } baud && baud != line.Baud)
            Change(line, baud, model, cancellation);
    }

    /// <summary>Firmware version: 1000 is 1.00.0.</summary>
    public ushort Version(CancellationToken cancellation)
    {
        Span<byte> reply = stackalloc byte[3];
        Send(new ClassicRequest(ClassicCommand.Version), cancellation);
        Link.ReadExactly(reply, TimeSpan.Zero, cancellation);
        return reply[0] == (byte)ClassicReply.Acknowledged
            ? (ushort)(reply[1] << 8 | reply[2])
            : throw Link.Refused($"expected ACK and a version, found {Convert.ToHexString(reply)}. Is it in ASCII mode, or another instrument?");
    }

    /// <inheritdoc/>
    public void Dispose() => Link.Dispose();

    void Search(ISerialLine line, CancellationToken cancellation)
    {
        var first = line.Baud;
        foreach (var baud in ClassicBaud.SearchOrder.Where(rate => rate != first).Prepend(first))
        {
            if (line.Baud != baud)
                line.SetBaud(baud);
            try
            {
                _ = Version(cancellation);
                return;
            }
            catch (Exception error) when (error is TimeoutException or InstrumentException)
            {
            }
        }
        throw new TimeoutException($"{line.Name}: expected an Ocean instrument with the classic protocol, none answered at {first} or any of {string.Join(", ", ClassicBaud.SearchOrder)} baud. Is it on, and are RX and TX crossed?");
    }

    // K at the old rate, ACK, more than 50 ms, K at the new rate, ACK. Whatever differs leaves the instrument at the old rate.
    void Change(ISerialLine line, int baud, ClassicModel model, CancellationToken cancellation)
    {
        var code = ClassicBaud.Code(baud, model)
            ?? throw new InstrumentException($"{line.Name}: expected a rate that a {model} knows, found {baud} baud.");
        var old = line.Baud;
        CommandOnce(new ClassicRequest(ClassicCommand.Baud, code), cancellation);
        line.SetBaud(baud);
        try
        {
            if (cancellation.WaitHandle.WaitOne(ClassicBaud.Settling))
                cancellation.ThrowIfCancellationRequested();
            CommandOnce(new ClassicRequest(ClassicCommand.Baud, code), cancellation);
        }
        catch (Exception error) when (error is TimeoutException or InstrumentException)
        {
            line.SetBaud(old);
            throw new InstrumentException($"{line.Name}: expected the instrument to confirm {baud} baud, it did not; the line is back at {old}. {error.Message}", error);
        }
    }

    void CommandOnce(ClassicRequest request, CancellationToken cancellation)
    {
        Send(request, cancellation);
        var reply = ReadReply(TimeSpan.Zero, cancellation);
        if (reply != ClassicReply.Acknowledged)
            throw Link.Refused($"{request.Command} {request.Value} was answered with {reply} (0x{(byte)reply:x2}); expected ACK.", (int)reply);
    }

    ClassicReply ReadReply(TimeSpan work, CancellationToken cancellation)
    {
        Span<byte> reply = stackalloc byte[1];
        Link.ReadExactly(reply, work, cancellation);
        return (ClassicReply)reply[0];
    }

    void Send(ClassicRequest request, CancellationToken cancellation)
    {
        var length = request.Encode(_request);
        Link.Send(_request.AsSpan(0, length), cancellation);
    }
}
