namespace RoverRaman.Heads;

/// <summary>What a signed envelope holds. Numbers are frozen; the list only grows.</summary>
public enum PackageKind : byte
{
    /// <summary>A whole head, <see cref="HeadPackage"/>.</summary>
    Head = 1,
    /// <summary>Changes to a head, <see cref="HeadDelta"/>.</summary>
    Delta = 2,
    /// <summary>A class to be learnt from spectra that the device stores, <see cref="TeachOrder"/>.</summary>
    Teach = 3,
    /// <summary>Keys that are trusted no longer, <see cref="RevokeOrder"/>.</summary>
    Revoke = 4,
    /// <summary>Back to an earlier head, <see cref="DowngradeOrder"/>.</summary>
    Downgrade = 5,
    /// <summary>A triage policy, JSON.</summary>
    Policy = 6,
}
