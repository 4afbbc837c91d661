namespace RoverRaman.Instruments.Tests.Protocols;

/// <summary>A line on which nobody is.</summary>
sealed class SilentTransport : IByteTransport
{
    public string Name => "silent";

    public List<byte> Sent { get; } = [];

    public int Read(Span<byte> buffer, TimeSpan timeout, CancellationToken cancellation) => 0;

    public void Write(ReadOnlySpan<byte> bytes, TimeSpan timeout, CancellationToken cancellation) => Sent.AddRange(bytes);

    public int DiscardInput() => 0;

    public void Dispose()
    {
    }
}
