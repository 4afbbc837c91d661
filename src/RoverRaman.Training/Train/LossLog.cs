using System.Globalization;

namespace RoverRaman.Training.Train;

/// <summary>Writes one line an epoch to losses.csv as training goes.</summary>
public sealed class LossLog : IProgress<EpochReport>, IDisposable
{
    /// <summary>Name of the file in a model's folder.</summary>
    public const string FileName = "losses.csv";

    readonly StreamWriter _writer;

    /// <summary>Starts the file in <paramref name="folder"/>, over an older one.</summary>
    public LossLog(string folder)
    {
        _writer = new StreamWriter(Path.Combine(folder, FileName)) { AutoFlush = true, NewLine = "\n" };
        _writer.WriteLine("epoch,train_loss,validation_loss,validation_top1,learning_rate,improved");
    }

    /// <inheritdoc/>
    public void Report(EpochReport value) => _writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{value.Epoch},{value.TrainLoss:G9},{value.ValidationLoss:G9},{value.ValidationTop1:F4},{value.LearningRate:G6},{(value.Improved ? 1 : 0)}"));

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();
}
