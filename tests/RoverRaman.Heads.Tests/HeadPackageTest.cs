using RoverRaman.Wire;

namespace RoverRaman.Heads.Tests;

public class HeadPackageTest
{
    const string GoldenSha256 = "a034414dddb3537d60630bd4e785f9a5b2bce0445ac659f266f72d1b61e3a21b";

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

    [Fact]
    public void ToBytes_GoldenBytes_MayOnlyGrow()
    {
        const string golden = "8c525248440d0a1a";
        byte[] bytes = Small.ToBytes();
        Assert.StartsWith(golden, Convert.ToHexStringLower(bytes), StringComparison.Ordinal);
        Assert.True(GoldenSha256 == HeadPackage.Sha256(bytes), $"found {HeadPackage.Sha256(bytes)}. The package may only grow: heads on robots must stay readable, and the same head must keep its name.");
    }

    [Fact]
    public void Read_EverySingleBitFlip_IsDetected()
    {
        byte[] file = Small.ToBytes();
        for (int bit = 0; bit < 8 * file.Length; bit++)
        {
            byte[] damaged = [.. file];
            damaged[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.Throws<HeadFormatException>(() => HeadPackage.Read(damaged));
        }
    }

    [Fact]
    public void Read_TruncatedAtEveryByte_IsDetected()
    {
        byte[] file = Small.ToBytes();
        for (int length = 0; length < file.Length; length++)
        {
            byte[] cut = file[..length];
            Assert.Throws<HeadFormatException>(() => HeadPackage.Read(cut));
        }
    }

    [Fact]
    public void Read_ShortHeadWrittenOverALongOne_IsDetected()
    {
        // F Prime issue 2458: an upload over a longer file left the old tail, and size and checksum passed.
        var manifest = Small.Manifest;
        var longer = new HeadPackage(manifest with { FeatureSize = 4 }, new float[12], new float[3]);
        byte[] file = longer.ToBytes();
        Small.ToBytes().CopyTo(file, 0);
        Assert.Contains("bytes of another after it", Assert.Throws<HeadFormatException>(() => HeadPackage.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OneByteMoreOrLess_IsDetected()
    {
        byte[] file = Small.ToBytes();
        Assert.Throws<HeadFormatException>(() => HeadPackage.Read((byte[])[.. file, 0]));
        Assert.Throws<HeadFormatException>(() => HeadPackage.Read(file.AsMemory(1)));
    }

    [Fact]
    public void Read_LargestHead_Survives()
    {
        var classes = Enumerable.Range(0, HeadPackage.MaxClasses).Select(i => new ClassName((ushort)i, $"Class {i}")).ToArray();
        var head = new HeadPackage(Small.Manifest with { FeatureSize = 8, Classes = classes }, new float[8 * classes.Length], new float[classes.Length]);
        Assert.Equal(classes, HeadPackage.Read(head.ToBytes()).Manifest.Classes);
    }

    [Fact]
    public void Enums_TheirNumbers_MayOnlyGrow() => Assert.Equal(
        ("Schema=0 HeadVersion=1 BackboneSha256=2 FeatureSize=3 Preprocessing=4 Classes=5 Temperature=6 WeightEncoding=7 PayloadSha256=8 Axis=9 InstrumentRange=10 FeatureLayout=11 FirstOptional=64 UnknownThreshold=65 ConformalThreshold=66 ConformalCoverage=67 GoldenChecks=68", "Float32=0 Float16=1 Int8=2"),
        (string.Join(' ', Enum.GetValues<HeadManifestKey>().Select(key => $"{key}={key:D}")), string.Join(' ', Enum.GetValues<HeadWeightEncoding>().Select(value => $"{value}={value:D}"))));
}
