namespace RoverRaman.Instruments.Tcd1304;

/// <summary>Two generations of firmware disagree on the last two bytes of a command.</summary>
public enum TcdGeneration
{
    /// <summary>First UART firmware: byte 10 must be 1 to get a reply ("PC ready"), byte 11 is unused.</summary>
    First,
    /// <summary>Later firmware: byte 10 is the mode (0 single, 1 continuous), byte 11 the number of scans averaged.</summary>
    Later,
}
