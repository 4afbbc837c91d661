using RoverRaman.Instruments.Housekeeping;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>What health tells of board and instrument beside the counters. What cannot be read stays null.</summary>
sealed class BoardHealth(IBoardSensors? sensors, IFramePreprocessor preprocess)
{
    public void Fill(ref HealthRecord health)
    {
        health.BoardCentiCelsius = Scaled(sensors?.HottestCelsius(), 100);
        health.BoardMilliwatts = Scaled(sensors?.TotalWatts(), 1000);
        health.DriftMilliWavenumbers = Scaled(preprocess.DriftWavenumbers, 1000);
    }

    static int? Scaled(double? value, double factor) =>
        value is { } known && double.IsFinite(known) ? (int)Math.Clamp(Math.Round(known * factor), int.MinValue, int.MaxValue) : null;
}
