namespace RoverRaman.Onboard;

/// <summary>Carries frames of the product link. One thread.</summary>
public interface ILinkTransport : IDisposable
{
    /// <summary>Where it leads, for people.</summary>
    string Name { get; }

    /// <summary>True where each receipt is one datagram; false for a stream.</summary>
    bool IsDatagram { get; }

    /// <summary>Sends one frame, whole.</summary>
    /// <exception cref="IOException">Not sent.</exception>
    void Send(ReadOnlySpan<byte> frame);

    /// <summary>Takes what has come, without waiting; 0 where nothing has.</summary>
    /// <exception cref="IOException">The line is lost.</exception>
    int Receive(Span<byte> buffer);
}
