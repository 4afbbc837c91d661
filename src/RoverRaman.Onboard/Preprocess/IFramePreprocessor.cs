using RoverRaman.Spectra;

namespace RoverRaman.Onboard;

/// <summary>Second stage: raw counts to a judged spectrum on the grid. Used by one thread.</summary>
public interface IFramePreprocessor
{
    /// <summary>Fills <paramref name="grid"/> (<see cref="Grid.Count"/> values) and says what is wrong with the spectrum. Allocates nothing while the instrument stays the same.</summary>
    QualityFlags Process(RawFrame frame, Span<float> grid);

    /// <summary>How far the instrument's check line has moved, cm-1; null where none is watched or was seen. Read by any thread.</summary>
    double? DriftWavenumbers => null;
}
