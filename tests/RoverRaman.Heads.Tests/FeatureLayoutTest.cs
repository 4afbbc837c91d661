namespace RoverRaman.Heads.Tests;

/// <summary>Features of several groups: how they lie, how they travel, what they add to a class' evidence.</summary>
public class FeatureLayoutTest
{
    static readonly FeatureLayout Layout = new((3, 4), (5, 2));

    static HeadPackage Head(FeatureLayout? layout, int features = 6)
    {
        var head = Samples.Head(4, features);
        return head with { Manifest = head.Manifest with { Layout = layout, GoldenChecks = [] } };
    }

    static float[] Features(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }

    [Fact]
    public void Groups_LieOneAfterTheOther_InFeaturesAndInRows()
    {
        Assert.Equal([new FeatureGroup(3, 4, 0, 0), new FeatureGroup(5, 2, 12, 4)], Layout.Groups);
        Assert.Equal((22, 6, 5), (Layout.Count, Layout.Size, Layout.Alignments));
        int[] features = [.. Enumerable.Range(0, 22)];
        Assert.Equal([4, 5, 6, 7, 16, 17], Layout.Middle<int>(features));
    }

    [Theory]
    [InlineData("7x128")]
    [InlineData("7x128+9x64")]
    public void Parse_WhatToStringWrote_IsTheSame(string text) => Assert.Equal(text, FeatureLayout.Parse(text)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("0x128")]
    [InlineData("65x128")]
    [InlineData("7x128+")]
    [InlineData("-7x128")]
    [InlineData("7x65537")]
    [InlineData("7x128x2")]
    [InlineData("1x1+1x1+1x1+1x1+1x1")]
    public void Parse_OtherText_IsNoLayout(string text) => Assert.Null(FeatureLayout.Parse(text));

    [Fact]
    public void Package_OfSeveralGroups_ReadsAsWritten()
    {
        var golden = new GoldenCheck(1, Features(Layout.Count, 1));
        var head = Head(Layout);
        head = head with { Manifest = head.Manifest with { GoldenChecks = [golden] } };
        byte[] bytes = head.ToBytes();
        var read = HeadPackage.Read(bytes);
        Assert.Equal(Layout, read.Manifest.Layout);
        Assert.Equal(golden.Rounded().Features, read.Manifest.GoldenChecks[0].Features);
        Assert.Equal(bytes, read.ToBytes());
    }

    [Fact]
    public void Package_GroupsThatAreNoRow_IsNotWritten() =>
        Assert.Equal(HeadRefusal.Malformed, Samples.Refused(() => Head(new((3, 4), (5, 3))).ToBytes()));

    [Fact]
    public void Package_GoldenCheckOfAnotherLength_IsNotWritten()
    {
        var head = Head(Layout);
        Assert.Equal(HeadRefusal.Malformed, Samples.Refused(() => (head with { Manifest = head.Manifest with { GoldenChecks = [new(1, Features(12, 1))] } }).ToBytes()));
    }

    [Fact]
    public void Delta_BetweenHeadsReadApart_CarriesTheNewRow()
    {
        var head = Head(Layout);
        var (old, grown) = (HeadPackage.Read(head.ToBytes()), HeadPackage.Read(Samples.With(head).ToBytes()));
        Assert.Equal(Samples.With(head).Weights, HeadDelta.Between(old, grown, HeadWeightEncoding.Float32).Apply(old).Weights);
    }

    [Fact]
    public void Evidence_OfSeveralGroups_IsTheSumOfTheGroups()
    {
        var head = Head(Layout) with { Biases = [0.5f, 0, 0, 0] };
        float[] features = Features(Layout.Count, 2);
        double expected = 0.5 + Math.Log(Enumerable.Range(0, 3).Sum(o => Math.Exp(Dot(head.Weights[..4], features[(4 * o)..])))) +
            Math.Log(Enumerable.Range(0, 5).Sum(o => Math.Exp(Dot(head.Weights[4..6], features[(12 + 2 * o)..]))));
        Assert.Equal(expected, HeadScores.Evidence(head, features, 0), 1e-9);
    }

    [Fact]
    public void Imprint_OfSeveralGroups_PointsInEachWhereTheSpectraDo()
    {
        var head = Head(Layout);
        float[] spectrum = Features(Layout.Count, 3);
        float[] row = RowImprint.Row(head, [spectrum]);
        foreach (var group in Layout.Groups)
        {
            double[] a = [.. row[group.Row..(group.Row + group.Size)].Select(value => (double)value)];
            double[] b = [.. group.Middle<float>(spectrum).ToArray().Select(value => (double)value)];
            Assert.Equal(1, a.Zip(b, (x, y) => x * y).Sum() / Math.Sqrt(a.Sum(x => x * x) * b.Sum(x => x * x)), 1e-6);
        }
    }

    static double Dot(float[] row, float[] features) => row.Zip(features, (a, b) => (double)a * b).Sum();
}
