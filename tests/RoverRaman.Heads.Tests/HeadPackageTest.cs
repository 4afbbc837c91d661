namespace RoverRaman.Heads.Tests;

public class HeadPackageTest
{
    public static HeadPackage Small => new(
        new HeadManifest
        {
            HeadVersion = 3,
            BackboneSha256 = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
            FeatureSize = 2,
            Preprocessing = "paper v1",
            Classes = [new(0, "Quartz"), new(7, "Calcite"), new(300, "Åkermanite")],
            Temperature = 1.5f,
        },
        [1, -2, 0.5f, 4, 5, 6],
        [0.25f, -0.5f, 0]);

    [Fact]
    public void Read_WhatToBytesWrote_IsTheSameHead()
    {
        var head = Small;
        var read = HeadPackage.Read(head.ToBytes());
        Assert.Equal(head.Manifest with { Classes = [] }, read.Manifest with { Classes = [] });
        Assert.Equal(head.Manifest.Classes, read.Manifest.Classes);
        Assert.Equal(head.Weights, read.Weights);
        Assert.Equal(head.Biases, read.Biases);
        Assert.Equal(head.ToBytes(), read.ToBytes());
    }
}
