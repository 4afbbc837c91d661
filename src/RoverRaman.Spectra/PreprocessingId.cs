namespace RoverRaman.Spectra;

/// <summary>
/// Names the steps between an instrument's points and the network's input, so that a model is never fed what it was not trained on.
/// </summary>
/// <param name="Name">For people.</param>
/// <param name="Version">Grows with every change of the numbers that come out.</param>
public sealed record PreprocessingId(string Name, int Version)
{
    /// <summary>The paper's section 2.2: grid 200..1591 cm-1, linear, zero outside; scaling to unit maximum is the network's first layer.</summary>
    public static PreprocessingId Paper { get; } = new("grid-200-1591-linear", 1);

    /// <inheritdoc/>
    public override string ToString() => $"{Name}/{Version}";
}
