namespace RoverRaman.Wire;

/// <summary>The content of the small products. Smaller tiers keep less of it: see each codec.</summary>
public record struct ProductSummary
{
    /// <summary>Class of a spectrum that has none.</summary>
    public const ushort NoClass = ushort.MaxValue;

    /// <summary>Largest <see cref="Bin"/>.</summary>
    public const byte MaxBin = 3;

    /// <summary>Sequence of the decision; tier 1 keeps its last 20 bits, tier 0 its last 14.</summary>
    public uint Sequence { get; set; }

    /// <summary>Seconds since 1970 (or since boot, see <see cref="TimeQuality"/>).</summary>
    public uint UnixSeconds { get; set; }

    /// <summary>How far the time can be trusted.</summary>
    public TimeQuality TimeQuality { get; set; }

    /// <summary>What was decided.</summary>
    public TriageAction Action { get; set; }

    /// <summary>The seven flags of RoverRaman.Spectra.QualityFlags.</summary>
    public byte QualityFlags { get; set; }

    /// <summary>A wanted mineral is among the best classes.</summary>
    public bool IsTarget { get; set; }

    /// <summary>Probably none of the minerals that the head knows.</summary>
    public bool IsUnknown { get; set; }

    /// <summary>The autonomy stack was asked to act.</summary>
    public bool AsksFollowUp { get; set; }

    /// <summary>Priority, 0 first, at most <see cref="MaxBin"/>.</summary>
    public byte Bin { get; set; }

    /// <summary>Version of the head, modulo 128.</summary>
    public byte HeadVersion { get; set; }

    /// <summary>Best class, or <see cref="NoClass"/>.</summary>
    public ushort ClassId { get; set; }

    /// <summary>Its probability, 0..100.</summary>
    public byte Percent { get; set; }

    /// <summary>Second class, or <see cref="NoClass"/>.</summary>
    public ushort SecondClassId { get; set; }

    /// <summary>Its probability, 0..100.</summary>
    public byte SecondPercent { get; set; }

    /// <summary>The summary of a decision.</summary>
    public static ProductSummary Of(in DecisionRecord decision, bool isTarget = false, bool isUnknown = false, bool asksFollowUp = false, byte bin = 0) => new()
    {
        Sequence = decision.Sequence,
        UnixSeconds = (uint)Math.Clamp(decision.UnixMilliseconds / 1000, 0, uint.MaxValue),
        TimeQuality = decision.TimeQuality,
        Action = decision.Action,
        QualityFlags = (byte)(decision.QualityFlags & 0x7f),
        IsTarget = isTarget,
        IsUnknown = isUnknown,
        AsksFollowUp = asksFollowUp,
        Bin = bin,
        HeadVersion = (byte)(decision.HeadVersion % 128),
        ClassId = decision.TopCount > 0 ? decision.Top[0].ClassId : NoClass,
        Percent = decision.TopCount > 0 ? ToPercent(decision.Top[0]) : (byte)0,
        SecondClassId = decision.TopCount > 1 ? decision.Top[1].ClassId : NoClass,
        SecondPercent = decision.TopCount > 1 ? ToPercent(decision.Top[1]) : (byte)0,
    };

    static byte ToPercent(ClassScore score) => (byte)((score.Probability + 50) / 100);
}
