namespace RoverRaman.Instruments.Wasatch;

/// <summary>
/// Requests of Wasatch Photonics. The upper half is the value of wValue where bRequest is FF (second tier). Source: Wasatch.PY 68230cd; the names
/// are those of the vendor's USB identifiers.
/// </summary>
public enum WispOpcode : uint
{
    /// <summary>Firmware revision: 4 bytes.</summary>
    FirmwareRevision = 0xC0,
    /// <summary>Pixels of a line: u16, least significant byte first.</summary>
    LineLength = 0x03,
    /// <summary>Takes a spectrum: pixels x u16, least significant byte first, no header.</summary>
    Acquire = 0xAD,
    /// <summary>Sets the integration time, ms: wValue the low 16 bits, wIndex the next 8.</summary>
    SetIntegrationTime = 0xB2,
    /// <summary>Integration time, ms: 3 bytes, least significant first.</summary>
    GetIntegrationTime = 0xBF,
    /// <summary>Switches the laser: wValue 0 or 1.</summary>
    SetLaserEnable = 0xBE,
    /// <summary>Whether the laser is switched on: u8.</summary>
    GetLaserEnabled = 0xE2,
    /// <summary>Whether the laser may fire (interlock closed): u8.</summary>
    CanLaserFire = 0xEF,
    /// <summary>Switches the detector's cooler: wValue 0 or 1.</summary>
    SetTecEnable = 0xD6,
    /// <summary>Trigger source: wValue 0 internal, 1 external.</summary>
    SetTriggerSource = 0xD2,
    /// <summary>Second tier: whether the laser fires now: u8.</summary>
    IsLaserFiring = 0x000D_00FF,
    /// <summary>Second tier: laser watchdog, s: u16, least significant byte first.</summary>
    GetLaserWatchdog = 0x0017_00FF,
    /// <summary>Second tier: sets the laser watchdog, wIndex seconds; 0 switches it off.</summary>
    SetLaserWatchdog = 0x0018_00FF,
    /// <summary>Second tier: scans averaged on the device: wIndex.</summary>
    SetScansToAverage = 0x0062_00FF,
    /// <summary>Second tier: vendor and product id: 4 bytes.</summary>
    Identity = 0xAA01_00FF,
    /// <summary>Second tier: serial number: 16 ASCII bytes.</summary>
    SerialNumber = 0xAA09_00FF,
    /// <summary>Second tier: model: 32 ASCII bytes.</summary>
    Model = 0xAA0B_00FF,
    /// <summary>Second tier: a wavelength coefficient, wIndex 0..4: f32, least significant byte first.</summary>
    WavelengthCoefficient = 0xAA0D_00FF,
    /// <summary>Second tier: lines of the detector: u16.</summary>
    LineCount = 0xAA10_00FF,
    /// <summary>Second tier: excitation wavelength, nm: f32.</summary>
    Excitation = 0xAA12_00FF,
    /// <summary>Second tier: protocol version: 4 bytes.</summary>
    ProtocolVersion = 0xAA13_00FF,
    /// <summary>Second tier: good-bye.</summary>
    Disconnect = 0xAA14_00FF,
}
