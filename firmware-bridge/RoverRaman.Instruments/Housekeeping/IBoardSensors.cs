namespace RoverRaman.Instruments.Housekeeping;

/// <summary>Temperatures and power of a board. What is absent, switched off or not to be read is left out, never told as zero.</summary>
public interface IBoardSensors
{
    /// <summary>Temperatures that can be read now.</summary>
    IReadOnlyList<ThermalZone> ReadTemperatures();

    /// <summary>Rails that can be read now.</summary>
    IReadOnlyList<PowerRail> ReadRails();
}
