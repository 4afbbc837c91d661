using RoverRaman.Spectra;

namespace RoverRaman.Training.Experiments;

/// <summary>The grid as the axis of a figure.</summary>
static class SpectrumAxis
{
    public const string Label = "Raman shift, cm-1";

    public static double[] X { get; } = [.. Enumerable.Range(0, Grid.Count).Select(i => (double)(Grid.First + i * Grid.Step))];
}
