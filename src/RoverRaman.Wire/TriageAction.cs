namespace RoverRaman.Wire;

/// <summary>What shall be done with a spectrum. Frozen values.</summary>
public enum TriageAction : byte
{
    /// <summary>Neither the spectrum nor more than this record is worth the link.</summary>
    Drop = 0,
    /// <summary>The decision record goes down.</summary>
    SendSummary = 1,
    /// <summary>The decision record and the spectrum go down.</summary>
    SendSpectrum = 2,
}
