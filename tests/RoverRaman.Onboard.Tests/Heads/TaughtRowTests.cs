using RoverRaman.Heads;

namespace RoverRaman.Onboard.Tests.Heads;

public sealed class TaughtRowTests
{
    const int Size = 16;

    static readonly FeatureLayout Layout = new((3, Size), (1, 1));

    static readonly TeachOrder Order = new(2, 7, "Brucite", [1, 2, 3]);

    static float[] Features(int kind, Random random, float common)
    {
        var features = new float[Layout.Count];
        for (var o = 0; o < 3; o++)
            for (var i = 0; i < Size; i++)
                features[o * Size + i] = (o == 1 && i == kind ? 20 : 0) + random.NextSingle();
        features[^1] = common;
        return features;
    }

    static HeadPackage Head()
    {
        float[] Row(int kind) => [.. Enumerable.Range(0, Size).Select(i => i == kind ? 1f : 0), FeatureGroup.CommonWeight];
        return new HeadPackage(
            new HeadManifest { HeadVersion = 1, BackboneSha256 = new string('a', 64), FeatureSize = Layout.Size, Layout = Layout, Preprocessing = "grid-200-1591-linear/1", Classes = [new(1, "Quartz"), new(2, "Calcite")] },
            [.. Row(0), .. Row(1)], [0, 0]);
    }

    [Fact]
    public void Add_CommonValue_KeepsTheWeightOfTheOtherRows_AndTheMineralIsLearnt()
    {
        var random = new Random(1);
        float Common() => 40 * random.NextSingle() - 20;
        float[][] examples = [.. Enumerable.Range(0, 3).Select(_ => Features(5, random, Common()))];
        float[][] others = [.. Enumerable.Range(0, 6).Select(i => Features(i % 2, random, Common()))];
        var taught = TaughtRow.Add(Head(), Order, examples, others);
        Assert.All(taught.Weights.Chunk(Layout.Size), row => Assert.Equal(FeatureGroup.CommonWeight, row[^1], 1e-6));
        Assert.All(Enumerable.Range(0, 20), _ => Assert.Equal(2, HeadScores.Best(taught, Features(5, random, Common()))));
        Assert.All(Enumerable.Range(0, 20), i => Assert.Equal(i % 2, HeadScores.Best(taught, Features(i % 2, random, Common()))));
    }
}
