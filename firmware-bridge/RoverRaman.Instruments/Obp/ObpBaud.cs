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

    /// <summary>
    /// Looks for the instrument, at the line's present rate first; leaves the line at the rate where it answered. At a rate where an answer came
    /// damaged it is asked again: an instrument at another rate does not understand the question and is silent.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <param name="patience">How long to wait for an answer at each rate.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="TimeoutException">It answers at no rate.</exception>
    public static int Search(ISerialLine line, TimeSpan patience, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(line);
        return Search(Client(line, patience), line, cancellation);
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
        Change(Client(line, patience), line, baud, settling, cancellation);
    }

    /// <summary>
    /// Finds the instrument and takes it to the wanted rate, or leaves it where it is found when none is wanted. Returns what went wrong
    /// on the line meanwhile.
    /// </summary>
    internal static LinkCounters Settle(ISerialLine line, int? wanted, StsOptions options, CancellationToken cancellation)
    {
        var client = Client(line, options.BaudPatience);
        var found = Search(client, line, cancellation);
        if (wanted is { } baud && baud != found)
            Change(client, line, baud, options.BaudSettling, cancellation);
        return client.Counters;
    }

    static int Search(ObpClient client, ISerialLine line, CancellationToken cancellation)
    {
        var first = line.Baud;
        if (Answers(client, cancellation))
            return first;
        foreach (var baud in SearchOrder)
        {
            if (baud == first)
                continue;
            line.SetBaud(baud);
            if (Answers(client, cancellation))
                return baud;
        }
        throw new TimeoutException($"{line.Name}: expected an OBP instrument, none answered at {first}, {string.Join(", ", SearchOrder.Where(baud => baud != first))} baud. Is it on, and are RX and TX crossed?");
    }

    static void Change(ObpClient client, ISerialLine line, int baud, TimeSpan settling, CancellationToken cancellation)
    {
        var old = line.Baud;
        Span<byte> data = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(data, baud);
        // No ACK is asked for: whether it would come at the old or the new rate is not documented.
        client.Tell(ObpMessageType.SetBaud, data, cancellation);
        if (cancellation.WaitHandle.WaitOne(settling))
            cancellation.ThrowIfCancellationRequested();
        line.SetBaud(baud);
        if (Answers(client, cancellation))
            return;
        line.SetBaud(old);
        throw new InstrumentException($"{line.Name}: expected the instrument to go from {old} to {baud} baud, it does not answer there. An STS knows {string.Join(", ", SearchOrder.Order())}.");
    }

    // Not disposed: the transport stays open, it belongs to the caller.
    static ObpClient Client(ISerialLine line, TimeSpan patience) => new(line, new ObpClientOptions { Margin = patience });

    static bool Answers(ObpClient client, CancellationToken cancellation) => client.IsAnswered(ObpMessageType.GetBaud, cancellation);
}
