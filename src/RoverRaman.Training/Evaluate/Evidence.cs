namespace RoverRaman.Training.Evaluate;

/// <summary>What a network said of a labelled spectrum that it was not trained on, before calibration.</summary>
/// <param name="Source">File or row of the spectrum.</param>
/// <param name="TrueRow">Row of its class; -1 where the head does not hold it.</param>
/// <param name="Part">Number of the part of the data that was calibrated apart, so that no spectrum judges itself.</param>
/// <param name="Values">Evidence of every class of the head.</param>
public sealed record Evidence(string Source, int TrueRow, int Part, float[] Values)
{
    const int Kept = 5;

    /// <summary>Probabilities at a temperature, [classes].</summary>
    public double[] Probabilities(double temperature)
    {
        var largest = Values.Max();
        var probabilities = Array.ConvertAll(Values, value => Math.Exp((value - largest) / temperature));
        var sum = probabilities.Sum();
        return Array.ConvertAll(probabilities, value => value / sum);
    }

    /// <summary>
    /// How surely it is no class of the head: minus the logarithm of the sum of exp(evidence / T) (free energy: Liu et al. 2020). The same
    /// number as <c>Identification.UnknownScore</c>.
    /// </summary>
    public double UnknownScore(double temperature)
    {
        var largest = Values.Max();
        return -(largest / temperature + Math.Log(Values.Sum(value => Math.Exp((value - largest) / temperature))));
    }

    /// <summary>The best classes at a temperature.</summary>
    public Prediction Predict(IReadOnlyList<string> classes, double temperature)
    {
        ArgumentNullException.ThrowIfNull(classes);
        var probabilities = Probabilities(temperature);
        int[] best = [.. Enumerable.Range(0, probabilities.Length).OrderByDescending(row => probabilities[row]).Take(Kept)];
        var next = best.Length > 1 ? probabilities[best[1]] : 0;
        return new Prediction(Source, TrueRow < 0 ? string.Empty : classes[TrueRow], [.. best.Select(row => classes[row])],
            probabilities[best[0]], probabilities[best[0]] - next);
    }
}
