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
    /// <summary>Resets the device.</summary>
    Reset = 0x0000_0000,
    /// <summary>FPGA revision: u16.</summary>
    GetFpgaRevision = 0x0000_0091,
    /// <summary>Keeps the RS-232 settings over power-off.</summary>
    SaveRs232Settings = 0x0000_08F0,
    /// <summary>Sets the checksum type of replies: u8 (the layout is not documented; name only).</summary>
    SetChecksumType = 0x0000_0010,
    /// <summary>Gives an acquisition up.</summary>
    AbortAcquisition = 0x0010_0000,
    /// <summary>Forgets buffered spectra.</summary>
    ClearBuffer = 0x0010_0830,
    /// <summary>Buffered spectra: u32.</summary>
    GetBufferedCount = 0x0010_0900,
    /// <summary>QE Pro: next buffered spectrum: 32 bytes of metadata, 1,044 x u32.</summary>
    GetBufferedSpectrum32 = 0x0010_0928,
    /// <summary>FX, HDX: u32 n buffered raw spectra, each with 64 bytes of metadata before and 4 bytes behind.</summary>
    GetBufferedSpectra = 0x0010_0980,
    /// <summary>Partial spectrum: what is sent: 2 x u16 {mode 1, increment}.</summary>
    GetPartialSpectrumMode = 0x0010_2000,
    /// <summary>Sets what a partial spectrum is.</summary>
    SetPartialSpectrumMode = 0x0010_2010,
    /// <summary>Takes a partial spectrum.</summary>
    GetPartialSpectrum = 0x0010_2080,
    /// <summary>Simulates a trigger pulse.</summary>
    SimulateTrigger = 0x0011_0120,
    /// <summary>Pixel binning factor: u8.</summary>
    GetBinning = 0x0011_0280,
    /// <summary>Sets the pixel binning factor: u8.</summary>
    SetBinning = 0x0011_0290,
    /// <summary>Delay of the acquisition after the trigger: u32 us.</summary>
    GetAcquisitionDelay = 0x0011_0500,
    /// <summary>Sets the delay of the acquisition: u32 us.</summary>
    SetAcquisitionDelay = 0x0011_0510,
    /// <summary>Boxcar half width: u8, STS 0..15.</summary>
    GetBoxcar = 0x0012_1000,
    /// <summary>Sets the boxcar half width: u8.</summary>
    SetBoxcar = 0x0012_1010,
    /// <summary>Sets a wavelength coefficient: u8 index, f32.</summary>
    SetWavelengthCoefficient = 0x0018_0111,
    /// <summary>Number of nonlinearity coefficients: u8.</summary>
    GetNonlinearityCoefficientCount = 0x0018_1100,
    /// <summary>One nonlinearity coefficient, by u8 index: f32.</summary>
    GetNonlinearityCoefficient = 0x0018_1101,
    /// <summary>Number of stray light coefficients: u8.</summary>
    GetStrayLightCoefficientCount = 0x0018_3100,
    /// <summary>One stray light coefficient, by u8 index: f32.</summary>
    GetStrayLightCoefficient = 0x0018_3101,
    /// <summary>All temperatures: f32 each.</summary>
    GetAllTemperatures = 0x0040_0002,
    /// <summary>Cooler enabled: u8.</summary>
    GetTecEnable = 0x0042_0000,
    /// <summary>Cooler's set point: f32 degrees Celsius.</summary>
    GetTecSetpoint = 0x0042_0001,
    /// <summary>Whether the cooler has reached its set point: u8.</summary>
    GetTecStable = 0x0042_0003,
    /// <summary>Temperature of the cooled detector: f32 degrees Celsius.</summary>
    GetTecTemperature = 0x0042_0004,
    /// <summary>Switches the cooler: u8.</summary>
    SetTecEnable = 0x0042_0010,
    /// <summary>Sets the cooler's set point: f32 degrees Celsius.</summary>
    SetTecSetpoint = 0x0042_0011,
    /// <summary>Switches the cooler's fan: u8.</summary>
    SetTecFan = 0x0042_0012,
    /// <summary>Light source on or off: {u8 module, u8 source}, u8.</summary>
    GetLightSourceEnable = 0x0081_0021,
    /// <summary>Switches a light source: {u8 module, u8 source, u8 on}.</summary>
    SetLightSourceEnable = 0x0081_0031,
    /// <summary>Intensity of a light source, 0..1: {u8 module, u8 source}, f32.</summary>
    GetLightSourceIntensity = 0x0081_0041,
    /// <summary>Sets the intensity of a light source: {u8 module, u8 source, f32 0..1}.</summary>
    SetLightSourceIntensity = 0x0081_0051,
    /// <summary>OBP2: takes a spectrum: 32 bytes of metadata, then u16 a pixel, as many as the instrument has.</summary>
    Obp2Spectrum = 0x0000_1C00,
    /// <summary>OBP2: sets the integration time: u32 us.</summary>
    Obp2SetIntegrationTime = 0x0000_0C01,
    /// <summary>OBP2: sets the trigger mode: u8.</summary>
    Obp2SetTriggerMode = 0x0000_0D01,
    /// <summary>OBP2: wavelength coefficients: f32 each, the first one is none of them.</summary>
    Obp2GetWavelengthCoefficients = 0x0000_1100,
    /// <summary>OBP2: nonlinearity coefficients: f32 each, the first one is none of them.</summary>
    Obp2GetNonlinearityCoefficients = 0x0000_1200,
    /// <summary>OBP2: count at which the detector is saturated.</summary>
    Obp2GetSaturationLevel = 0x0001_1D00,
}
