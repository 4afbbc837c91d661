using RoverRaman.Heads;

namespace RoverRaman.Ground.Heads;

/// <summary>How rows are fitted.</summary>
public sealed record HeadFitOptions
{
    /// <summary>
    /// Pull towards the imprinted row, 0 or more. 0.01 was chosen among 0.003 to 0.1 on raw spectra of 63 minerals that the backbone had not
    /// seen; the differences were below 1 point.
    /// </summary>
    public double Penalty { get; init; } = 0.01;

    /// <summary>Most iterations.</summary>
    public int Iterations { get; init; } = 60;

    /// <summary>Ends where no component of the gradient exceeds this.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>False: imprinted rows as they are, as a robot makes them from a teach order.</summary>
    public bool Regression { get; init; } = true;

    /// <summary>Length of rows where there is no head to go by.</summary>
    public double RowLength { get; init; } = RowImprint.DefaultLength;

    /// <summary>Golden checks taken along for each new class, 0 or 1.</summary>
    public int GoldenChecks { get; init; }
}
