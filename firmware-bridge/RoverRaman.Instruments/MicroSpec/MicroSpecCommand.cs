namespace RoverRaman.Instruments.MicroSpec;

/// <summary>
/// Command bytes of the Chromation MicroSpec; numbers are most significant byte first.
/// <code>
/// 7 GetSensorConfig                           -> status, {binning, gain, rows}
/// 8 SetSensorConfig {binning, gain, rows}     -> status
/// 9 GetExposure                               -> status, u16 cycles
/// 10 SetExposure {u16 cycles}                 -> status
/// 11 CaptureFrame                             -> status, u16 pixels, u16 x pixels
/// 12 AutoExposure                             -> status, success, iterations
/// 13 GetAutoExposeConfig                      -> status, the six fields of 14
/// 14 SetAutoExposeConfig {u8 tries, u16 start, u16 stop, u16 target, u16 tolerance, u16 longest} -> status
/// </code>
/// A byte of the bridge's own status stands before each reply of the sensor. Status: 0 good, 1 error.
/// Source: github.com/microspectrometer/microspec cfg/microspec.json.
/// </summary>
public enum MicroSpecCommand : byte
{
    /// <summary>Binning, gain and rows.</summary>
    GetSensorConfig = 7,
    /// <summary>Sets binning, gain and rows.</summary>
    SetSensorConfig = 8,
    /// <summary>Exposure, cycles.</summary>
    GetExposure = 9,
    /// <summary>Sets the exposure, cycles.</summary>
    SetExposure = 10,
    /// <summary>Takes a spectrum.</summary>
    CaptureFrame = 11,
    /// <summary>Finds an exposure on the device.</summary>
    AutoExposure = 12,
    /// <summary>How it finds it.</summary>
    GetAutoExposeConfig = 13,
    /// <summary>Sets how it finds it.</summary>
    SetAutoExposeConfig = 14,
}
