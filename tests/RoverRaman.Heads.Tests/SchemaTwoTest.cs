namespace RoverRaman.Heads.Tests;

/// <summary>Heads that say more than version 1 could.</summary>
public class SchemaTwoTest
{
    const string GoldenFloat32 = "620cb1c3ac505b530a99389bbc0beda9930f71b88e3409e629611ef449c64687";
    const string GoldenFloat16 = "b7ace61d2623ad3095b96777e5d0f5fbe24eb653ef9dc3e0efe50ccc4deba1bc";
    const string GoldenInt8 = "463174e9539320192b0f8754a4434f497904bfd6cd390a23e547ae272b11321f";

    [Theory]
    [InlineData(HeadWeightEncoding.Float32)]
    [InlineData(HeadWeightEncoding.Float16)]
    [InlineData(HeadWeightEncoding.Int8)]
    public void Read_WhatToBytesWrote_IsTheSameHeadAndTheSameBytes(HeadWeightEncoding encoding)
    {
        var head = Samples.Head(encoding: encoding);
        byte[] bytes = head.ToBytes();
        var read = HeadPackage.Read(bytes);
        Assert.Equal(head.Manifest with { Classes = [], GoldenChecks = [] }, read.Manifest with { Classes = [], GoldenChecks = [] });
        Assert.Equal(head.Manifest.Classes, read.Manifest.Classes);
        Assert.Equal(head.Weights, read.Weights);
        Assert.Equal(head.Manifest.GoldenChecks[0].Features, read.Manifest.GoldenChecks[0].Features);
        Assert.Equal(bytes, read.ToBytes());
    }

    [Theory]
    [InlineData(HeadWeightEncoding.Float32, GoldenFloat32)]
    [InlineData(HeadWeightEncoding.Float16, GoldenFloat16)]
    [InlineData(HeadWeightEncoding.Int8, GoldenInt8)]
    public void ToBytes_GoldenBytes_MayOnlyGrow(HeadWeightEncoding encoding, string sha256)
    {
        var small = HeadPackageTest.Small;
        var manifest = small.Manifest with
        {
            WeightEncoding = encoding,
            Axis = new(200, 1591, 1),
            InstrumentRange = new(200, 1200),
            UnknownThreshold = 0.25f,
            ConformalThreshold = 0.875f,
            ConformalCoverage = 0.9f,
            GoldenChecks = [new(7, [1, -0.5f])],
        };
        string found = (small with { Manifest = manifest }).Hash();
        Assert.True(found == sha256, $"found {found}. The package may only grow: heads on robots must stay readable, and the same head must keep its name.");
    }

    [Fact]
    public void ToBytes_RandomRowsAsInt8_AreWrittenAgainAsTheyWereRead()
    {
        var random = new Random(5);
        for (int round = 0; round < 3000; round++)
        {
            float size = MathF.Exp(20 * random.NextSingle() - 10);
            float[] weights = [.. Enumerable.Range(0, 2 * 5).Select(_ => random.Next(6) == 0 ? 0 : size * (random.NextSingle() - 0.5f))];
            var head = new HeadPackage(Samples.Head(2, 5).Manifest with { WeightEncoding = HeadWeightEncoding.Int8, GoldenChecks = [] }, weights, [0, 1]);
            byte[] bytes = head.ToBytes();
            Assert.Equal(bytes, HeadPackage.Read(bytes).ToBytes());
        }
    }

    [Fact]
    public void WithEncoding_Int8_IsOffByHalfAStepAtMost()
    {
        var head = Samples.Head(20, 128);
        var rounded = head.WithEncoding(HeadWeightEncoding.Int8);
        for (int row = 0; row < 20; row++)
        {
            float step = head.Weights[(row * 128)..(row * 128 + 128)].Max(Math.Abs) / 127;
            for (int i = row * 128; i < (row + 1) * 128; i++)
                Assert.InRange(Math.Abs(head.Weights[i] - rounded.Weights[i]), 0, 0.51f * step);
        }
    }

    [Fact]
    public void WithEncoding_WeightTooLargeForFloat16_SaysSo()
    {
        var head = Samples.Head(2, 4) with { Weights = [1e5f, 0, 0, 0, 1, 1, 1, 1] };
        var small = head with { Manifest = head.Manifest with { GoldenChecks = [] } };
        Assert.Equal(HeadRefusal.OutOfBounds, Samples.Refused(() => small.WithEncoding(HeadWeightEncoding.Float16)));
    }

    [Fact]
    public void Read_HeadOfVersionOne_SaysNothingOfWhatCameLater()
    {
        var manifest = HeadPackage.Read(HeadPackageTest.Small.ToBytes()).Manifest;
        Assert.True(float.IsNaN(manifest.UnknownThreshold) && float.IsNaN(manifest.ConformalThreshold) && float.IsNaN(manifest.ConformalCoverage));
        Assert.Null(manifest.Axis);
        Assert.Null(manifest.InstrumentRange);
        Assert.Empty(manifest.GoldenChecks);
    }

    [Fact]
    public void ToBytes_ThresholdsOnAHeadOfVersionOne_StayReadableForOldReaders()
    {
        // Keys from 64 up are skipped by readers of version 1, and schema 1 is what they demand.
        var head = HeadPackageTest.Small with { Manifest = HeadPackageTest.Small.Manifest with { UnknownThreshold = 0.5f } };
        byte[] bytes = head.ToBytes();
        Assert.Equal((0x8a, 0, 1), (bytes[12], bytes[13], bytes[14]));
        Assert.Equal(0.5f, HeadPackage.Read(bytes).Manifest.UnknownThreshold);
    }

    [Theory]
    [InlineData(HeadWeightEncoding.Float32, 5360)]
    [InlineData(HeadWeightEncoding.Float16, 2880)]
    [InlineData(HeadWeightEncoding.Int8, 1680)]
    public void ToBytes_TwentyClassesOf64Features_CostWhatTheLinkTableSays(HeadWeightEncoding encoding, int budget)
    {
        var head = Samples.Head(20, 64, encoding);
        int numbers = head.ToBytes().Length - (head with { Manifest = head.Manifest with { Classes = [head.Manifest.Classes[1]] }, Weights = head.Weights[64..128], Biases = [0] }).ToBytes().Length;
        Assert.InRange(numbers, 1, budget);
    }
}
