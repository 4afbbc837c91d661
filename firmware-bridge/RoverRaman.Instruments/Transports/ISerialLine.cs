namespace RoverRaman.Instruments.Transports;

/// <summary>A transport whose bytes travel at a baud rate that can be changed while it is open.</summary>
public interface ISerialLine : IByteTransport
{
    /// <summary>Rate in force, baud. With 8-N-1 framing a byte takes 10 bit times.</summary>
    int Baud { get; }

    /// <summary>Changes the rate of this end. Bytes that wait to be sent or read are dropped.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above zero.</exception>
    /// <exception cref="TransportLostException">The driver refuses the rate, or the line is gone.</exception>
    void SetBaud(int baud);
}
