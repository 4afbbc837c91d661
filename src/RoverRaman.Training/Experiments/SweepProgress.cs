namespace RoverRaman.Training.Experiments;

/// <summary>How far a sweep has come.</summary>
/// <param name="Done">Cells done, those of earlier runs among them.</param>
/// <param name="Total">Cells in all.</param>
/// <param name="Next">The cell that begins now; null at the end.</param>
/// <param name="Left">Time left for the whole sweep, by the times of finished cells; null before the first.</param>
public readonly record struct SweepProgress(int Done, int Total, Cell? Next, TimeSpan? Left);
