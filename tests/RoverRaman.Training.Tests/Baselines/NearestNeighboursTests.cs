using RoverRaman.Training.Baselines;

namespace RoverRaman.Training.Tests.Baselines;

public sealed class NearestNeighboursTests
{
    static readonly float[][] Points = [[0f, 0f], [1f, 0f], [5f, 0f], [5.5f, 0f], [6f, 0f]];

    [Fact]
    public void Rank_OneNeighbour_OrdersClassesByDistance() =>
        Assert.Equal([7, 3, 9], new NearestNeighbours(Points, [3, 7, 9, 9, 9]).Rank([1.2f, 0f]));

    [Fact]
    public void Rank_ThreeNeighbours_Vote() => Assert.Equal(9, new NearestNeighbours(Points, [3, 7, 7, 9, 9], k: 3).Rank([5.1f, 0f])[0]);
}
