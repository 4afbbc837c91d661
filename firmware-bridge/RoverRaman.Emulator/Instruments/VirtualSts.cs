using RoverRaman.Instruments.Obp;

namespace RoverRaman.Emulator;

/// <summary>An STS: the OBP instrument that the daemon expects.</summary>
/// <param name="detector">Its detector, 1,024 pixels of 14 bits.</param>
/// <param name="player">What passes under its laser.</param>
/// <param name="serialNumber">Its serial number, ASCII.</param>
/// <param name="baud">RS-232 rate at power-up.</param>
public sealed class VirtualSts(Detector detector, SpectrumPlayer player, string serialNumber = "RR-STS-0001", int baud = 9600)
    : VirtualObp(detector, player, ObpModel.Sts, serialNumber, baud);
