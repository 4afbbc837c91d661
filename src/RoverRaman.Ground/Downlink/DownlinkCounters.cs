namespace RoverRaman.Ground;

/// <summary>What was received, and everything that was not as it should be. Filled by a source and by <see cref="DownlinkDecoder"/>.</summary>
public sealed class DownlinkCounters
{
    /// <summary>Whole messages received.</summary>
    public long Messages { get; set; }

    /// <summary>Decisions among them, duplicates not counted.</summary>
    public long Decisions { get; set; }

    /// <summary>Decisions received again.</summary>
    public long Duplicates { get; set; }

    /// <summary>Decisions overtaken by later ones.</summary>
    public long OutOfOrder { get; set; }

    /// <summary>Decisions that were made, by the numbers of the others, and have not arrived.</summary>
    public long Missing { get; set; }

    /// <summary>New journals begun by the sender while we listened.</summary>
    public long Restarts { get; set; }

    /// <summary>Messages whose bytes contradict the protocol.</summary>
    public long Undecodable { get; set; }

    /// <summary>Messages of a kind that this version does not know.</summary>
    public long UnknownKinds { get; set; }

    /// <summary>Frames on a link that failed their checksum.</summary>
    public long BadFrames { get; set; }

    /// <summary>Bytes on a link, or in a file, that belong to no good frame or record.</summary>
    public long BytesSkipped { get; set; }

    /// <summary>Stretches of damage between good records of a journal.</summary>
    public long DamagedRegions { get; set; }

    /// <summary>Bytes after the last good record or frame: a write or a transfer that was cut.</summary>
    public long TornBytes { get; set; }
}
