namespace RoverRaman.Instruments.Obp;

/// <summary>Error numbers of an OBP header (libseabreeze OBPMessage; Ventana data sheet).</summary>
public enum ObpError : ushort
{
    /// <summary>Success.</summary>
    None = 0,
    /// <summary>Protocol version not supported.</summary>
    UnsupportedProtocol = 1,
    /// <summary>Message type not known.</summary>
    UnknownMessageType = 2,
    /// <summary>Checksum wrong.</summary>
    BadChecksum = 3,
    /// <summary>Message too large.</summary>
    MessageTooLarge = 4,
    /// <summary>Payload length does not fit the message type.</summary>
    PayloadLengthMismatch = 5,
    /// <summary>Payload data invalid.</summary>
    PayloadInvalid = 6,
    /// <summary>Device not ready for this message, e.g. a spectrum before an integration time was set.</summary>
    NotReady = 7,
    /// <summary>Checksum type not known.</summary>
    UnknownChecksumType = 8,
    /// <summary>Device was reset unexpectedly.</summary>
    DeviceReset = 9,
    /// <summary>Commands came from too many interfaces.</summary>
    TooManyBuses = 10,
    /// <summary>Device out of memory.</summary>
    OutOfMemory = 11,
    /// <summary>Valid request, but the information does not exist.</summary>
    DoesNotExist = 12,
    /// <summary>Internal error of the device.</summary>
    Internal = 13,
    /// <summary>Message did not end properly.</summary>
    BadEnd = 14,
    /// <summary>The scan was interrupted.</summary>
    ScanInterrupted = 15,
    /// <summary>Firmware: decryption failed.</summary>
    Decryption = 100,
    /// <summary>Firmware: layout wrong.</summary>
    FirmwareLayout = 101,
    /// <summary>Firmware: data packet not 64 bytes.</summary>
    PacketSize = 102,
    /// <summary>Firmware: hardware revision not compatible.</summary>
    HardwareRevision = 103,
    /// <summary>Firmware: flash map not compatible.</summary>
    FlashMap = 104,
    /// <summary>The answer comes later; neither ACK nor NACK yet.</summary>
    Deferred = 255,
}
