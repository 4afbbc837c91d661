namespace RoverRaman.Wire;

/// <summary>What has become of a product. Frozen values. Only <see cref="Acknowledged"/> means that the ground has it.</summary>
public enum ProductState : byte
{
    /// <summary>On the robot's disk, not meant for the link yet.</summary>
    Stored = 0,
    /// <summary>Waits for the link.</summary>
    Queued = 1,
    /// <summary>Has left; whether it arrived is not known.</summary>
    Sent = 2,
    /// <summary>The ground has it. Never sent again.</summary>
    Acknowledged = 3,
    /// <summary>Given up: there was no room, or its time had passed.</summary>
    Expired = 4,
    /// <summary>The ground has something that contains it.</summary>
    Superseded = 5,
}
