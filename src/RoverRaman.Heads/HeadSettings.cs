namespace RoverRaman.Heads;

/// <summary>The numbers of a head that belong to no row, where a delta changes them.</summary>
/// <param name="Temperature">Divides the logits before softmax.</param>
/// <param name="UnknownThreshold">See <see cref="HeadManifest.UnknownThreshold"/>.</param>
/// <param name="ConformalThreshold">See <see cref="HeadManifest.ConformalThreshold"/>.</param>
/// <param name="ConformalCoverage">See <see cref="HeadManifest.ConformalCoverage"/>.</param>
public readonly record struct HeadSettings(float Temperature, float UnknownThreshold, float ConformalThreshold, float ConformalCoverage)
{
    internal static HeadSettings Of(HeadManifest manifest) =>
        new(manifest.Temperature, manifest.UnknownThreshold, manifest.ConformalThreshold, manifest.ConformalCoverage);
}
