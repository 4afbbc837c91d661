namespace RoverRaman.Instruments.Obp;

/// <summary>OBP message types that the driver and the emulator speak (libseabreeze OBPMessageTypes.h). All values little-endian.</summary>
public enum ObpMessageType : uint
{
    /// <summary>Hardware revision: u8.</summary>
    GetHardwareRevision = 0x0000_0080,
    /// <summary>Firmware revision: u16.</summary>
    GetFirmwareRevision = 0x0000_0090,
    /// <summary>Serial number: ASCII.</summary>
    GetSerialNumber = 0x0000_0100,
    /// <summary>Length of the serial number: u8.</summary>
    GetSerialNumberLength = 0x0000_0101,
    /// <summary>RS-232 rate: u32 baud.</summary>
    GetBaud = 0x0000_0800,
    /// <summary>Sets the RS-232 rate: u32 baud. Holds until power-off.</summary>
    SetBaud = 0x0000_0810,
    /// <summary>Takes a spectrum, corrected by the device: u16 a pixel.</summary>
    GetCorrectedSpectrum = 0x0010_1000,
    /// <summary>Takes a spectrum, raw counts: u16 a pixel.</summary>
    GetRawSpectrum = 0x0010_1100,
    /// <summary>Integration time: u32 us.</summary>
    GetIntegrationTime = 0x0011_0000,
    /// <summary>Shortest integration time: u32 us.</summary>
    GetMinimumIntegrationTime = 0x0011_0001,
    /// <summary>Longest integration time: u32 us.</summary>
    GetMaximumIntegrationTime = 0x0011_0002,
    /// <summary>Step of the integration time: u32 us.</summary>
    GetIntegrationTimeStep = 0x0011_0003,
    /// <summary>Sets the integration time: u32 us.</summary>
    SetIntegrationTime = 0x0011_0010,
    /// <summary>Trigger mode: u8.</summary>
    GetTriggerMode = 0x0011_0100,
    /// <summary>Sets the trigger mode: u8, 0 is free-running.</summary>
    SetTriggerMode = 0x0011_0110,
    /// <summary>Lamp enable line: u8.</summary>
    GetLampEnable = 0x0011_0400,
    /// <summary>Sets the lamp enable line: u8, 0 or 1.</summary>
    SetLampEnable = 0x0011_0410,
    /// <summary>Scans averaged on the device: u16.</summary>
    GetScansToAverage = 0x0012_0000,
    /// <summary>Sets how many scans the device averages: u16.</summary>
    SetScansToAverage = 0x0012_0010,
    /// <summary>Number of wavelength coefficients: u8.</summary>
    GetWavelengthCoefficientCount = 0x0018_0100,
    /// <summary>One wavelength coefficient, by u8 index: f32.</summary>
    GetWavelengthCoefficient = 0x0018_0101,
    /// <summary>Number of temperature sensors: u8.</summary>
    GetTemperatureCount = 0x0040_0000,
    /// <summary>One temperature, by u8 index: f32 degrees Celsius. On an STS 0 is the detector, 2 the board.</summary>
    GetTemperature = 0x0040_0001,
}
