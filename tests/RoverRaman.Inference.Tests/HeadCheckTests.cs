using System.Runtime.InteropServices;
using RoverRaman.Heads;

namespace RoverRaman.Inference.Tests;

/// <summary>Changed bits in the head at work: how many are found, how many do no harm, how many give a wrong answer.</summary>
public sealed class HeadCheckTests
{
    static readonly BackboneShape Shape = new(new string('a', 64), Spectra.PreprocessingId.Paper.ToString(), 16, 2);

    static HeadPackage Head(int classes = 20, uint version = 1) => TestModels.Head(Shape.Sha256, classes, version: version);

    static HeadSlot Slot(HeadPackage head, BackboneShape? shape = null, int capacity = 64)
    {
        var slot = new HeadSlot(shape ?? Shape, capacity);
        slot.Swap(head);
        return slot;
    }

    [Fact]
    public void SoundHead_AnyFeatures_RaisesNoAlarm()
    {
        var random = new Random(3);
        for (var i = 0; i < 40; i++)
        {
            var shape = Shape with { Features = Layout(random) };
            var slot = Slot(TestModels.Head(Shape.Sha256, random.Next(1, 513), shape.Features, seed: i), shape, 512);
            for (var j = 0; j < 50; j++)
                Assert.NotEqual(0, slot.Identify(TestModels.Random(1000 * i + j, shape.FeatureCount, MathF.Pow(10, random.Next(-6, 7)))).Count);
            Assert.Equal(default, slot.Faults);
        }
    }

    static FeatureLayout Layout(Random random) => new(Enumerable.Range(0, random.Next(1, 4)).Select(_ => (random.Next(1, 4), random.Next(1, 200))));

    /// <summary>
    /// A whole scan finds every bit. Before the scan comes to it, one spectrum may be decided with the bit changed: then the sum of the
    /// logits must tell, or the answer must be the same.
    /// </summary>
    [Fact]
    public void EveryBitOfASmallHead_IsFound_AndNoneGivesAWrongAnswer()
    {
        var (head, features) = (Head(), TestModels.Random(4, Shape.FeatureCount, 1));
        var flips = new BitFlips(head, Shape, [features], capacity: 64);
        var counts = flips.Weights();
        Assert.Equal((flips.WeightBits, 0, 0), (counts.Bits, counts.Wrong, counts.Missed));
        Assert.True(counts.Found > counts.Harmless / 2, $"{counts}");
        var tables = flips.Tables();
        Assert.Equal(new BitFlipCounts(64 * (32 + 16), 0, 0, 0), tables); // checked before every use
    }

    /// <summary>A head of the shipped size, every 97th bit; all bits with ROVERRAMAN_FULL=1, as published.</summary>
    [Fact]
    public void BitsOfAHeadOfShippedSize_NoneGivesAWrongAnswer()
    {
        var shape = Shape with { Features = new((1, 128)) };
        var (head, features) = (TestModels.Head(Shape.Sha256, 108, 128), TestModels.Random(4, 128, 1));
        var full = Environment.GetEnvironmentVariable("ROVERRAMAN_FULL") == "1";
        var counts = new BitFlips(head, shape, [features]).Weights(full ? 1 : 97);
        TestContext.Current.TestOutputHelper?.WriteLine($"{counts.Bits} bits: {counts}");
        Assert.Equal((0, 0), (counts.Wrong, counts.Missed));
    }

    /// <summary>
    /// Several exponent bits of one weight at once, as one particle can change them, in rows of classes and in empty ones: each burst is found
    /// by the next spectrum, or the answer is the same. This is all that clamping exponents could prevent.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void BurstOfExponentBits_InAnyWeight_GivesNoWrongAnswer(int alignments)
    {
        const int FirstExponentBit = 23, ExponentBits = 8, Every = 5;
        var shape = Shape with { Features = new((alignments, 64)) };
        var (slot, features) = (Slot(TestModels.Head(Shape.Sha256, 20, 64), shape), TestModels.Random(4, shape.FeatureCount, 10));
        var right = slot.Identify(features);
        var (bursts, found, empty) = (0, 0, 0);
        for (var slice = 0; slice < slot.SpectraPerCheck; slice++)
            for (var weight = 0; weight < slot.Padded!.Slice(slice).Length; weight += Every)
                for (var length = 2; length <= ExponentBits; length++)
                    for (var first = FirstExponentBit; first <= FirstExponentBit + ExponentBits - length; first++)
                    {
                        var (before, mask) = (slot.Faults, ((1u << length) - 1) << first);
                        ref var bits = ref MemoryMarshal.Cast<float, uint>(slot.Padded!.Slice(slice))[weight];
                        empty += bits == 0 ? 1 : 0;
                        bits ^= mask;
                        var answer = slot.Identify(features);
                        Assert.True(answer.Top[0].ClassId == right.Top[0].ClassId && MathF.Abs(answer.Top[0].Probability - right.Top[0].Probability) < BitFlips.Tolerance, $"slice {slice}, weight {weight}, bits {mask:x8}");
                        bursts++;
                        if (slot.Faults != before)
                            found++;
                        else
                            MemoryMarshal.Cast<float, uint>(slot.Padded!.Slice(slice))[weight] ^= mask;
                    }
        TestContext.Current.TestOutputHelper?.WriteLine($"{bursts} bursts, {empty} of them in empty rows: {found} found by the next spectrum, {bursts - found} harmless, 0 wrong answers");
        Assert.Equal(0, slot.Faults.Unnamed);
        Assert.True(slot.SpectraPerCheck > 2 && bursts > found, "expected weights that the scan does not look at before they are used");
    }

    static void Flip(Span<float> values, int bit) => MemoryMarshal.AsBytes(values)[bit / 8] ^= (byte)(1 << bit % 8);

    [Fact]
    public void AnyChangedWeight_IsFoundWithinOneScan_AndRepaired()
    {
        var features = TestModels.Random(4, Shape.FeatureCount, 1);
        var slot = Slot(Head());
        for (var slice = 0; slice < slot.SpectraPerCheck; slice++)
        {
            var before = slot.Faults;
            Flip(slot.Padded!.Slice(slice), 0); // the lowest bit of a mantissa: harmless, and found nevertheless
            for (var i = 0; i < slot.SpectraPerCheck; i++)
                Assert.Equal(5, slot.Identify(features).Count);
            Assert.Equal((before.Weights + 1, before.Repairs + 1), (slot.Faults.Weights, slot.Faults.Repairs));
        }
    }

    [Fact]
    public void ChangedIdOrBias_IsFoundBeforeItIsUsed()
    {
        var features = TestModels.Random(4, Shape.FeatureCount, 1);
        var slot = Slot(Head());
        var right = slot.Identify(features);
        slot.Padded!.Ids[Array.IndexOf(slot.Padded.Ids, right.Top[0].ClassId)] ^= 1;
        Assert.Equal(right.Top[0], slot.Identify(features).Top[0]);
        slot.Padded!.Biases[3] += 100;
        Assert.Equal(right.Top[0], slot.Identify(features).Top[0]);
        Assert.Equal((2, 2, 0), (slot.Faults.Weights, slot.Faults.Repairs, slot.Faults.Unnamed));
    }

    [Fact]
    public void PackageInMemoryDamagedToo_NamesNothingAndAsksToBeLoadedAnew()
    {
        var features = TestModels.Random(4, Shape.FeatureCount, 1);
        var head = Head();
        var slot = Slot(head);
        head.Weights[0] += 1;
        slot.Padded!.Biases[3] += 100;
        Assert.Equal(0, slot.Identify(features).Count);
        Assert.True(slot.NeedsReload);
        Assert.Equal(1, slot.Faults.Unnamed);
        slot.Swap(Head(version: 2));
        Assert.False(slot.NeedsReload);
        Assert.Equal(5, slot.Identify(features).Count);
    }
}
