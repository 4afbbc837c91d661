namespace RoverRaman.Instruments.Housekeeping;

/// <summary>Power of one rail of a board.</summary>
/// <param name="Label">Its name on the board: VDD_IN.</param>
/// <param name="Volts">Bus voltage, V.</param>
/// <param name="Amperes">Current, A.</param>
public readonly record struct PowerRail(string Label, double Volts, double Amperes)
{
    /// <summary>Power, W.</summary>
    public double Watts => Volts * Amperes;
}
