namespace RoverRaman.Wire;

/// <summary>What speaks, and in which protocol: the first message on every local connection.</summary>
/// <param name="ProtocolVersion">See <see cref="CurrentProtocol"/>.</param>
/// <param name="Software">Name of the program.</param>
/// <param name="Version">Its version.</param>
public sealed record Hello(ushort ProtocolVersion, string Software, string Version)
{
    /// <summary>Version of the messages in this library. It goes up only when an old reader would misunderstand; new fields and kinds do not raise it.</summary>
    public const ushort CurrentProtocol = 1;
}
