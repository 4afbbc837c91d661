namespace RoverRaman.Instruments.Obp;

/// <summary>Flags of an OBP header (Ventana data sheet; libseabreeze OBPMessage).</summary>
[Flags]
public enum ObpFlags : ushort
{
    /// <summary>A plain request.</summary>
    None = 0,
    /// <summary>Answers a request.</summary>
    Response = 0x01,
    /// <summary>The command was carried out.</summary>
    Ack = 0x02,
    /// <summary>Host only: answer with an ACK. Without it a set command has no reply.</summary>
    AckRequested = 0x04,
    /// <summary>The command was refused; the error number says why.</summary>
    Nack = 0x08,
    /// <summary>The hardware failed; the error number says how.</summary>
    HardwareError = 0x10,
    /// <summary>The protocol version is old; the device may still answer.</summary>
    Deprecated = 0x20,
}
