using RoverRaman.Training.Evaluate;

namespace RoverRaman.Training.Experiments;

/// <summary>One row of a table: a method on a corpus, the paper's figure and ours.</summary>
/// <param name="Method">Method and condition.</param>
/// <param name="Corpus">Name of the corpus.</param>
/// <param name="Split">"specimen" or "spectrum".</param>
/// <param name="Paper">The paper's figures, percent, where it states them.</param>
/// <param name="Tally">Ours, over all folds and seeds; a count of 0 where nothing has been measured yet.</param>
/// <param name="Cells">Cells measured.</param>
/// <param name="Planned">Cells planned; 0 where the data at hand do not allow the row.</param>
/// <param name="Seeds">Seeds measured.</param>
public sealed record ScoreRow(string Method, string Corpus, string Split, PaperFigure Paper, Tally Tally, int Cells, int Planned, int Seeds)
{
    /// <summary>Share first, 0..1, or null.</summary>
    public double? Top1 => Tally.Count > 0 ? (double)Tally.Top1 / Tally.Count : null;

    /// <summary>Share among the first three, 0..1, or null.</summary>
    public double? Top3 => Tally.Count > 0 ? (double)Tally.Top3 / Tally.Count : null;

    /// <summary>Distinct spectra n: every seed measures the same ones again.</summary>
    public int Distinct => Seeds > 0 ? (int)Math.Round((double)Tally.Count / Seeds) : 0;

    /// <summary>95 % interval of <see cref="Top1"/> for the distinct spectra: further seeds of the same spectra do not narrow it.</summary>
    public Interval? Top1Interval => Of(Top1);

    /// <summary>95 % interval of <see cref="Top3"/>.</summary>
    public Interval? Top3Interval => Of(Top3);

    /// <summary>Ours minus the paper's, points of percent, or null.</summary>
    public double? Difference => 100 * Top1 - Paper.Top1;

    Interval? Of(double? share) => share is { } value ? Interval.Wilson((int)Math.Round(value * Distinct), Distinct) : null;
}
