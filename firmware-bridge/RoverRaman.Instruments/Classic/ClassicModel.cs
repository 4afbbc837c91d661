namespace RoverRaman.Instruments.Classic;

/// <summary>Two dialects of the classic protocol.</summary>
public enum ClassicModel
{
    /// <summary>USB2000: 2048 pixels of 12 bits, integration in ms, sums of 1..15 scans in WORDs.</summary>
    Usb2000,
    /// <summary>USB4000, HR4000, Flame: 3670 values by default, 16 bits, integration in us, sums in DWORDs.</summary>
    Usb4000,
}
