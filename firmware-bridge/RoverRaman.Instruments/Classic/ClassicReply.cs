namespace RoverRaman.Instruments.Classic;

/// <summary>First byte of a reply.</summary>
public enum ClassicReply : byte
{
    /// <summary>A spectrum follows.</summary>
    StartOfText = 0x02,
    /// <summary>No spectrum follows.</summary>
    EndOfText = 0x03,
    /// <summary>Done; the value that was asked for follows.</summary>
    Acknowledged = 0x06,
    /// <summary>Refused.</summary>
    NotAcknowledged = 0x15,
}
