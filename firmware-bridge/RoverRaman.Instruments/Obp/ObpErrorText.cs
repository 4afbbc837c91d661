namespace RoverRaman.Instruments.Obp;

/// <summary>Error numbers in words.</summary>
public static class ObpErrorText
{
    /// <summary>What <paramref name="error"/> means, for people.</summary>
    public static string Describe(ObpError error) => error switch
    {
        ObpError.None => "success",
        ObpError.UnsupportedProtocol => "protocol version not supported (SR, HR and ST speak obp2, the others obp)",
        ObpError.UnknownMessageType => "message type not known",
        ObpError.BadChecksum => "checksum wrong",
        ObpError.MessageTooLarge => "message too large",
        ObpError.PayloadLengthMismatch => "payload length does not fit the message",
        ObpError.PayloadInvalid => "payload data invalid",
        ObpError.NotReady => "device not ready (was an integration time set?)",
        ObpError.UnknownChecksumType => "checksum type not known",
        ObpError.DeviceReset => "device was reset unexpectedly",
        ObpError.TooManyBuses => "commands came from too many interfaces",
        ObpError.OutOfMemory => "device out of memory",
        ObpError.DoesNotExist => "valid request, but the information does not exist",
        ObpError.Internal => "internal error of the device",
        ObpError.BadEnd => "message did not end properly",
        ObpError.ScanInterrupted => "scan interrupted",
        ObpError.Decryption => "firmware decryption failed",
        ObpError.FirmwareLayout => "firmware layout wrong",
        ObpError.PacketSize => "firmware packet not 64 bytes",
        ObpError.HardwareRevision => "hardware revision not compatible",
        ObpError.FlashMap => "flash map not compatible",
        ObpError.Deferred => "answer deferred",
        _ => "error number not in the protocol",
    };
}
