using RoverRaman.Instruments.Transports;

namespace RoverRaman.Instruments.Tests;

/// <summary>A serial line without a clock in front of another transport: keeps the rates that it was set to, and spoils answers on wish.</summary>
sealed class ScriptedLine(IByteTransport inner, int baud) : ISerialLine
{
    public string Name => "line";

    public int Baud { get; private set; } = baud;

    public List<int> Rates { get; } = [];

    /// <summary>How many answers, from the next on, are changed in their last byte.</summary>
    public int Damaged { get; set; }

    public int Read(Span<byte> buffer, TimeSpan timeout, CancellationToken cancellation)
    {
        var count = inner.Read(buffer, timeout, cancellation);
        if (count > 0 && Damaged > 0)
        {
            Damaged--;
            buffer[count - 1] ^= 0x10;
        }
        return count;
    }

    public void Write(ReadOnlySpan<byte> bytes, TimeSpan timeout, CancellationToken cancellation) => inner.Write(bytes, timeout, cancellation);

    public int DiscardInput() => inner.DiscardInput();

    public void SetBaud(int baud)
    {
        Baud = baud;
        Rates.Add(baud);
    }

    public void Dispose() => inner.Dispose();
}
