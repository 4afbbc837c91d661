namespace RoverRaman.Wire;

/// <summary>Sequence flags of a space packet (CCSDS 133.0-B-2, section 4.1.3.4.2).</summary>
public enum SpacePacketSegment : byte
{
    /// <summary>In the middle of a longer unit.</summary>
    Continuation = 0,
    /// <summary>Begins a longer unit.</summary>
    First = 1,
    /// <summary>Ends a longer unit.</summary>
    Last = 2,
    /// <summary>A unit of its own.</summary>
    Unsegmented = 3,
}
