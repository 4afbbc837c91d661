namespace RoverRaman.Training.Train;

/// <summary>Stops training once the validation loss has not improved for a number of consecutive epochs (paper, section 4.2: five).</summary>
/// <param name="patience">Consecutive epochs without improvement that end training, at least 1.</param>
public sealed class EarlyStopping(int patience)
{
    int _epoch;

    /// <summary>Lowest loss seen.</summary>
    public double BestLoss { get; private set; } = double.PositiveInfinity;

    /// <summary>Epoch of <see cref="BestLoss"/>, from 1; 0 before the first.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>True once training is to end.</summary>
    public bool Stop => _epoch - BestEpoch >= patience && _epoch > 0;

    /// <summary>Takes the loss of the next epoch; true where it is the lowest so far.</summary>
    public bool Observe(double loss)
    {
        _epoch++;
        if (!(loss < BestLoss))
            return false;
        BestLoss = loss;
        BestEpoch = _epoch;
        return true;
    }
}
