using System.Buffers.Binary;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Instruments.Obp;

/// <summary>
/// Finding and changing the rate of an OBP instrument on RS-232. It powers up at 9600 and keeps another rate only until power-off,
/// so that after a brown-out it answers at a rate that the host has left long ago.
/// </summary>
public static class ObpBaud
{
    /// <summary>Rates that an STS knows, in the order in which a silent one is looked for (field practice).</summary>
    public static IReadOnlyList<int> SearchOrder { get; } = [9600, 57600, 115200, 19200, 38400];

    /// <summary>Looks for the instrument, at the line's present rate first; leaves the line at the rate where it answered.</summary>
    /// <param name="line">The line.</param>
    /// <param name="patience">How long to wait for an answer at each rate.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="TimeoutException">It answers at no rate.</exception>
    public static int Search(ISerialLine line, TimeSpan patience, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (Answers(line, patience, cancellation))
            return line.Baud;
        var first = line.Baud;
        foreach (var baud in SearchOrder)
        {
            if (baud == first)
                continue;
            line.SetBaud(baud);
            if (Answers(line, patience, cancellation))
                return baud;
        }
        throw new TimeoutException($"{line.Name}: expected an OBP instrument, none answered at {first}, {string.Join(", ", SearchOrder.Where(baud => baud != first))} baud. Is it on, and are RX and TX crossed?");
    }

    /// <summary>Takes instrument and line to <paramref name="baud"/>: command at the old rate, a pause, and a question at the new one.</summary>
    /// <param name="line">Line at whose rate the instrument answers now.</param>
    /// <param name="baud">New rate.</param>
    /// <param name="settling">How long to leave the instrument alone after the command.</param>
    /// <param name="patience">How long to wait for its answer.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="InstrumentException">It does not answer at the new rate. The line is back at the old one.</exception>
    public static void Change(ISerialLine line, int baud, TimeSpan settling, TimeSpan patience, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(line);
        var old = line.Baud;
        Span<byte> data = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(data, baud);
        // No ACK is asked for: whether it would come at the old or the new rate is not documented.
        Client(line, patience).Tell(ObpMessageType.SetBaud, data, cancellation);
        if (cancellation.WaitHandle.WaitOne(settling))
            cancellation.ThrowIfCancellationRequested();
        line.SetBaud(baud);
        if (Answers(line, patience, cancellation))
            return;
        line.SetBaud(old);
        throw new InstrumentException($"{line.Name}: expected the instrument to go from {old} to {baud} baud, it does not answer there. An STS knows {string.Join(", ", SearchOrder.Order())}.");
    }

    /// <summary>Finds the instrument and takes it to the wanted rate, or leaves it where it is found when none is wanted.</summary>
    internal static void Settle(ISerialLine line, int? wanted, StsOptions options, CancellationToken cancellation)
    {
        var found = Search(line, options.BaudPatience, cancellation);
        if (wanted is { } baud && baud != found)
            Change(line, baud, options.BaudSettling, options.BaudPatience, cancellation);
    }

    // Asks once; the transport stays open, it belongs to the caller.
    static ObpClient Client(ISerialLine line, TimeSpan patience) => new(line, new ObpClientOptions { Margin = patience, Retries = 0 });

    static bool Answers(ISerialLine line, TimeSpan patience, CancellationToken cancellation)
    {
        Span<byte> baud = stackalloc byte[4];
        try
        {
            _ = Client(line, patience).Query(ObpMessageType.GetBaud, [], baud, cancellation);
            return true;
        }
        catch (InstrumentException)
        {
            // It does not know the question, but it is there.
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
