namespace RoverRaman.Training.Train;

/// <summary>
/// Lowers the learning rate by a factor once the validation loss has not improved for a number of consecutive epochs, then counts
/// anew (paper, section 4.2: 0.7 after three). Written here because schedulers differ between releases of TorchSharp, and because
/// PyTorch's own rule waits one epoch longer than "three consecutive epochs" says.
/// </summary>
/// <param name="rate">Learning rate at the start.</param>
/// <param name="factor">What the rate is multiplied by, 0..1.</param>
/// <param name="patience">Consecutive epochs without improvement before a step, at least 1.</param>
public sealed class ReduceOnPlateau(double rate, double factor, int patience)
{
    double _best = double.PositiveInfinity;
    int _waited;

    /// <summary>Learning rate of the next epoch.</summary>
    public double Rate { get; private set; } = rate;

    /// <summary>Takes the loss of an epoch and returns the learning rate of the next.</summary>
    public double Observe(double loss)
    {
        if (loss < _best)
        {
            _best = loss;
            _waited = 0;
        }
        else if (++_waited >= patience)
        {
            Rate *= factor;
            _waited = 0;
        }
        return Rate;
    }
}
