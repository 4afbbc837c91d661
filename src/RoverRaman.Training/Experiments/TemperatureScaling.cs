namespace RoverRaman.Training.Experiments;

/// <summary>Temperature scaling (Guo et al. 2017): one number that logits are divided by, chosen on validation spectra.</summary>
public static class TemperatureScaling
{
    const double Coldest = 0.05, Hottest = 20;
    const int Steps = 60;

    /// <summary>The temperature with the least negative log-likelihood, 0.05..20.</summary>
    /// <param name="logits">Logits of each spectrum.</param>
    /// <param name="labels">Its class index; negative where the network does not hold the class (left out).</param>
    public static double Fit(IReadOnlyList<float[]> logits, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(labels);
        // Golden-section search over log T: the likelihood has a single maximum in 1 / T.
        var (low, high) = (Math.Log(Coldest), Math.Log(Hottest));
        var ratio = (Math.Sqrt(5) - 1) / 2;
        for (var step = 0; step < Steps; step++)
        {
            var (left, right) = (high - ratio * (high - low), low + ratio * (high - low));
            if (Loss(logits, labels, Math.Exp(left)) < Loss(logits, labels, Math.Exp(right)))
                high = right;
            else
                low = left;
        }
        return Math.Exp((low + high) / 2);
    }

    /// <summary>Mean negative log-likelihood of the true classes at a temperature.</summary>
    public static double Loss(IReadOnlyList<float[]> logits, IReadOnlyList<int> labels, double temperature)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(labels);
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < logits.Count; i++)
        {
            if (labels[i] < 0)
                continue;
            var greatest = logits[i].Max();
            sum += Math.Log(logits[i].Sum(logit => Math.Exp((logit - greatest) / temperature))) - (logits[i][labels[i]] - greatest) / temperature;
            count++;
        }
        return count == 0 ? 0 : sum / count;
    }
}
