using RoverRaman.Inference;
using RoverRaman.Training.Evaluate;

namespace RoverRaman.Training.Export;

/// <summary>An int8 model beside the float one that it was made of, on the same spectra.</summary>
/// <param name="Folder">The int8 model.</param>
/// <param name="Float">Scores of the float model.</param>
/// <param name="Int8">Scores of the int8 model.</param>
/// <param name="Agreement">Share of the spectra that both call the same mineral, 0..1.</param>
/// <param name="FloatBytes">Size of the float backbone.</param>
/// <param name="Int8Bytes">Size of the int8 backbone.</param>
public sealed record QuantisedModel(ModelFolder Folder, Scores Float, Scores Int8, double Agreement, long FloatBytes, long Int8Bytes)
{
    /// <summary>Largest loss of top-1 that is not warned of, in points.</summary>
    public const double TolerablePoints = 0.5;

    /// <summary>Top-1 that was lost, in points; negative where it was gained.</summary>
    public double LostPoints => 100 * (Float.Top1 - Int8.Top1);
}
