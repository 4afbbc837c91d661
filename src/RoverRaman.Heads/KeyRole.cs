namespace RoverRaman.Heads;

/// <summary>What a key may sign. A key has one role; numbers are frozen.</summary>
public enum KeyRole : byte
{
    /// <summary>Heads, deltas and teach orders.</summary>
    Signer = 1,
    /// <summary>Revocations, which need two revokers.</summary>
    Revoker = 2,
    /// <summary>Orders to go down to an earlier head.</summary>
    Recovery = 3,
}
