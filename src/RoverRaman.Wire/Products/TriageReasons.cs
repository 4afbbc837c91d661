namespace RoverRaman.Wire;

/// <summary>Why a spectrum got its action, its bin and its follow-up. Frozen values; they only grow.</summary>
[Flags]
public enum TriageReasons : ushort
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>A quality flag forbids to name a mineral.</summary>
    Unusable = 1,
    /// <summary>A wanted mineral is among the best classes.</summary>
    Target = 2,
    /// <summary>The best class is improbable.</summary>
    Improbable = 4,
    /// <summary>The best class is hardly ahead of the second.</summary>
    NarrowMargin = 8,
    /// <summary>Probably no mineral that the head knows.</summary>
    Unknown = 16,
    /// <summary>Unlike everything sent before.</summary>
    Novel = 32,
    /// <summary>The class has used up its share of spectra; only the record goes down.</summary>
    OverQuota = 64,
    /// <summary>A clear case.</summary>
    Confident = 128,
    /// <summary>The ground asked for it.</summary>
    Commanded = 256,
}
