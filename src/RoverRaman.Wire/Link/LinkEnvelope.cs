namespace RoverRaman.Wire;

/// <summary>What a link puts around each unit. Frozen values.</summary>
public enum LinkEnvelope : byte
{
    /// <summary>Nothing: a modem that frames and checks by itself. Datagrams only.</summary>
    None = 0,
    /// <summary>COBS and CRC-32C, see <see cref="CobsFrame"/>.</summary>
    Cobs = 1,
    /// <summary>CCSDS space packet (133.0-B-2) with CRC-16.</summary>
    SpacePacket = 2,
    /// <summary>The same with a PUS-C secondary header (ECSS-E-ST-70-41C).</summary>
    Pus = 3,
}
