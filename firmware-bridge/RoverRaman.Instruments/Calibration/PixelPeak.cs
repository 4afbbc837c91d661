namespace RoverRaman.Instruments.Calibration;

/// <summary>A peak of a raw spectrum.</summary>
/// <param name="Position">Where, in pixels from 0, with a fraction.</param>
/// <param name="Height">Counts above the level around it.</param>
public readonly record struct PixelPeak(double Position, double Height);
