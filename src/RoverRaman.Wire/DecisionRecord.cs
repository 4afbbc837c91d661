namespace RoverRaman.Wire;

/// <summary>
/// One triage decision as it is stored and sent: a MessagePack array whose positions are frozen (see <see cref="DecisionCodec"/>).
/// </summary>
public record struct DecisionRecord
{
    /// <summary>Number of this decision since the journal began; never repeats within a boot count.</summary>
    public uint Sequence { get; set; }

    /// <summary>How often the daemon has started on this journal.</summary>
    public ushort BootCount { get; set; }

    /// <summary>When the last byte of the spectrum arrived, milliseconds since 1970 (or since boot, see <see cref="TimeQuality"/>).</summary>
    public long UnixMilliseconds { get; set; }

    /// <summary>How far the time can be trusted.</summary>
    public TimeQuality TimeQuality { get; set; }

    /// <summary>Number of the spectrum since the journal began.</summary>
    public uint SpectrumId { get; set; }

    /// <summary>The decision.</summary>
    public TriageAction Action { get; set; }

    /// <summary>Flags of RoverRaman.Spectra.QualityFlags.</summary>
    public ushort QualityFlags { get; set; }

    /// <summary>First four bytes of the backbone file's SHA-256, big-endian.</summary>
    public uint BackboneId { get; set; }

    /// <summary>Version counter of the head that made the decision.</summary>
    public uint HeadVersion { get; set; }

    /// <summary>Number of valid entries of <see cref="Top"/>; 0 where the spectrum was not classified.</summary>
    public byte TopCount { get; set; }

    /// <summary>Best classes, best first.</summary>
    public TopClasses Top;

    /// <summary>What the classifier says beside its best classes.</summary>
    public IdentificationFlags Identification { get; set; }

    /// <summary>How surely the spectrum is of no class of the head, in 1/100; higher is more surely unknown. 0 where not classified.</summary>
    public short UnknownScore { get; set; }

    /// <summary>Number of classes of the conformal set, at most 255; 0 where the head is not calibrated.</summary>
    public byte SetSize { get; set; }

    /// <summary>Estimated drift of the Raman axis, 1/10 cm-1, positive where peaks lie too far right; null where not estimated.</summary>
    public short? DriftTenths { get; set; }
}
