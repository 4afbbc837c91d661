namespace RoverRaman.Wire;

/// <summary>What a command from the ground asks for. Frozen values.</summary>
public enum LinkOperation : byte
{
    /// <summary>Answer, and do nothing else (ECSS-E-ST-70-41C service 17).</summary>
    Ping = 1,
    /// <summary>Put the product (kind = first, sequence = second) into the bin that the one byte of data names.</summary>
    Reprioritise = 2,
    /// <summary>Queue the whole spectrum of the decision (sequence = first), lossless where second is 1.</summary>
    SendSpectrum = 3,
    /// <summary>Use the triage policy (JSON) in the data.</summary>
    SetPolicy = 4,
    /// <summary>The time is first (ms since 1970).</summary>
    SetTime = 5,
    /// <summary>Activate the head of version first.</summary>
    ActivateHead = 6,
    /// <summary>Queue a catalogue of what is still held.</summary>
    SendCatalogue = 7,
}
