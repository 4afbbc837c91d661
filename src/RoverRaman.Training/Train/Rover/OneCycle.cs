namespace RoverRaman.Training.Train.Rover;

/// <summary>
/// Learning rate over a fixed number of steps (Smith and Topin 2019, cosine form): from a 25th of the peak up to it in the first 30 %, then
/// down to almost nothing.
/// </summary>
/// <param name="peak">Highest rate.</param>
/// <param name="steps">Number of steps, at least 1.</param>
public sealed class OneCycle(double peak, int steps)
{
    const double Rise = 0.3, StartDivisor = 25, EndDivisor = 1e4;

    /// <summary>Rate of step 0..steps-1.</summary>
    public double Rate(int step)
    {
        double start = peak / StartDivisor, end = start / EndDivisor, turn = Rise * steps - 1;
        return step <= turn
            ? Blend(start, peak, step / Math.Max(1, turn))
            : Blend(peak, end, (step - turn) / Math.Max(1, steps - 1 - turn));
    }

    static double Blend(double from, double to, double share) => to + (from - to) * (1 + Math.Cos(Math.PI * Math.Clamp(share, 0, 1))) / 2;
}
