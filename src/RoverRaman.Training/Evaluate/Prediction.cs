namespace RoverRaman.Training.Evaluate;

/// <summary>What a model said of one labelled spectrum.</summary>
/// <param name="Source">File or row of the spectrum.</param>
/// <param name="TrueClass">Its mineral.</param>
/// <param name="Top">The model's best classes, best first; empty where it could not tell.</param>
/// <param name="Confidence">Probability of the best, 0..1.</param>
/// <param name="Margin">Top-1 minus top-2 probability, the paper's confidence gap (section 4.2).</param>
public sealed record Prediction(string Source, string TrueClass, IReadOnlyList<string> Top, double Confidence, double Margin)
{
    /// <summary>How surely the spectrum is of no class (<c>Identification.UnknownScore</c>); 0 where the method has no such score.</summary>
    public double UnknownScore { get; init; }

    /// <summary>True where the model called it unknown.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>Classes of the conformal set; 0 where the head is not calibrated.</summary>
    public int SetSize { get; init; }

    /// <summary>Estimated drift of the axis, cm-1; NaN where not estimated.</summary>
    public double Drift { get; init; } = double.NaN;

    /// <summary>True where the conformal set holds the true class (of sets larger than <see cref="Top"/>, as far as that tells).</summary>
    public bool IsCovered => Top.Take(SetSize).Contains(TrueClass);

    /// <summary>True where the true class is the best.</summary>
    public bool IsTop1 => Top.Count > 0 && Top[0] == TrueClass;

    /// <summary>True where the true class is among the best three.</summary>
    public bool IsTop3 => Top.Take(3).Contains(TrueClass);
}
