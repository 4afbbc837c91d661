namespace RoverRaman.Onboard;

/// <summary>The spectra that live on the device and that no head may break.</summary>
public interface IGoldenSource
{
    /// <summary>All of them. Slow: asked only when a head is validated.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    /// <exception cref="Inference.ModelException">The backbone cannot be run.</exception>
    IReadOnlyList<GoldenFeatures> Load();
}
