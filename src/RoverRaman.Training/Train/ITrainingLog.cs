using RoverRaman.Spectra;

namespace RoverRaman.Training.Train;

/// <summary>Who watches a training run: a terminal, a log file, a test.</summary>
public interface ITrainingLog
{
    /// <summary>Runs <paramref name="load"/>, showing how far it comes.</summary>
    LoadResult Loading(string path, Func<IProgress<LoadProgress>, LoadResult> load);

    /// <summary>Runs <paramref name="fit"/>, showing each epoch.</summary>
    /// <param name="epochs">Most epochs there can be.</param>
    /// <param name="fit">The training.</param>
    TrainingHistory Fitting(int epochs, Func<IProgress<EpochReport>, TrainingHistory> fit);

    /// <summary>Takes one line for people.</summary>
    void Say(string line);
}
