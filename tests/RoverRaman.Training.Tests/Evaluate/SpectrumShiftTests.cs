using RoverRaman.Training.Evaluate;

namespace RoverRaman.Training.Tests.Evaluate;

public class SpectrumShiftTests
{
    static readonly float[] Five = [1, 2, 3, 4, 5];

    [Theory]
    [InlineData(2, new float[] { 1, 1, 1, 2, 3 })]
    [InlineData(-2, new float[] { 3, 4, 5, 5, 5 })]
    [InlineData(0, new float[] { 1, 2, 3, 4, 5 })]
    public void Apply_MovesAndFillsTheEdge(int centimetres, float[] expected) => Assert.Equal(expected, SpectrumShift.Apply(Five, centimetres));

    [Theory]
    [InlineData(5)]
    [InlineData(int.MinValue)]
    public void Apply_FartherThanTheGrid_IsRefused(int centimetres) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SpectrumShift.Apply(Five, centimetres));
}
