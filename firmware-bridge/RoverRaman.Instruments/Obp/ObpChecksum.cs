namespace RoverRaman.Instruments.Obp;

/// <summary>How an OBP message is protected.</summary>
public enum ObpChecksum : byte
{
    /// <summary>Sixteen zero bytes.</summary>
    None = 0,
    /// <summary>MD5 over everything before it.</summary>
    Md5 = 1,
}
