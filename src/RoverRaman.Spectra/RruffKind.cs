namespace RoverRaman.Spectra;

/// <summary>The two states in which RRUFF publishes a measurement (paper, section 2); the file name says which.</summary>
public enum RruffKind
{
    /// <summary>Both; on a file: not stated.</summary>
    Any,
    /// <summary>As recorded, with its baseline (<c>Raman_Data_RAW</c>).</summary>
    Raw,
    /// <summary>Baseline removed by CrystalSleuth (<c>Raman_Data_Processed</c>).</summary>
    Processed,
}
