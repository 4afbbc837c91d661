namespace RoverRaman.Wire;

/// <summary>What a head onboard is. Frozen values.</summary>
public enum HeadState : byte
{
    /// <summary>Verified and validated; not in use.</summary>
    Validated = 1,
    /// <summary>In use, and not yet confirmed.</summary>
    Trial = 2,
    /// <summary>Looks on while another head decides.</summary>
    Shadow = 3,
    /// <summary>In use.</summary>
    Active = 4,
    /// <summary>Confirmed once; what the daemon falls back to where the active one is damaged.</summary>
    Previous = 5,
    /// <summary>Came with the model; the last resort, cannot be deleted.</summary>
    Factory = 6,
    /// <summary>Was tried and given up.</summary>
    Reverted = 7,
}
