namespace RoverRaman.Onboard;

/// <summary>What the journal says of one head.</summary>
/// <param name="Id">SHA-256 of the package, hex, lower case.</param>
/// <param name="Version">Version counter.</param>
/// <param name="Signer">Id of the key that signed it.</param>
/// <param name="Since">When the last thing happened to it, milliseconds since 1970.</param>
sealed record HeadEntry(string Id, uint Version, uint Signer, long Since)
{
    /// <summary>It was tried and given up.</summary>
    public bool IsReverted { get; init; }

    /// <summary>Its file could not be used.</summary>
    public bool IsDamaged { get; init; }
}
