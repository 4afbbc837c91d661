namespace RoverRaman.Heads.Tests;

/// <summary>What a device demands of a head: each demand alone, on a head that is good otherwise.</summary>
public class HeadTargetTest
{
    static readonly HeadPackage Good = Samples.Head(4, 16);
    static readonly HeadTarget Target = Samples.Target(Good);

    static HeadPackage With(Func<HeadManifest, HeadManifest> change) => Good with { Manifest = change(Good.Manifest) };

    static HeadPackage Weight(float value) => Good with { Weights = [value, .. Good.Weights[1..]] };

    [Fact]
    public void Check_GoodHead_Passes() => Target.Check(Good);

    [Fact]
    public void Check_HeadOfVersionOne_PassesWithoutGridAndRange() => Target.Check(With(manifest => manifest with { Axis = null, InstrumentRange = null }));

    [Fact]
    public void Check_UnknownInstrument_IsNotHeldAgainstTheHead() => (Target with { Instrument = null }).Check(Good);

    public static TheoryData<HeadRefusal, HeadTarget, HeadPackage> Refusals => new()
    {
        { HeadRefusal.WrongBackbone, Target, With(manifest => manifest with { BackboneSha256 = new string('f', 64) }) },
        { HeadRefusal.WrongFeatureSize, Target, Samples.Head(4, 8) },
        { HeadRefusal.WrongPreprocessing, Target, With(manifest => manifest with { Preprocessing = "grid-200-1591-linear/2" }) },
        { HeadRefusal.WrongGrid, Target, With(manifest => manifest with { Axis = new(200, 1600, 1) }) },
        { HeadRefusal.InstrumentRange, Target with { Instrument = new(150, 1100) }, Good },
        { HeadRefusal.InstrumentRange, Target with { Instrument = new(300, 1800) }, Good },
        { HeadRefusal.TooManyClasses, Target with { Capacity = 3 }, Good },
        { HeadRefusal.CounterNotHigher, Target with { HighestVersion = 3 }, Good },
        { HeadRefusal.CounterNotHigher, Target with { HighestVersion = uint.MaxValue }, Good },
        { HeadRefusal.NotFinite, Target, Weight(float.NaN) },
        { HeadRefusal.NotFinite, Target, Good with { Biases = [float.NegativeInfinity, 0, 0, 0] } },
        { HeadRefusal.OutOfBounds, Target, Weight(1.1e6f) },
        { HeadRefusal.OutOfBounds, Target, Weight(1e-40f) },
        { HeadRefusal.GoldenCheckFailed, Target, Good with { Biases = [1000, 0, 0, 0] } },
        { HeadRefusal.WrongFeatureSize, Target with { Features = new((7, 16)) }, Good },
        { HeadRefusal.WrongFeatureSize, Target with { Features = new((1, 12), (1, 4)) }, Good },
        { HeadRefusal.WrongFeatureSize, Target, With(manifest => manifest with { Layout = new((1, 12), (1, 4)), GoldenChecks = [] }) },
    };

    [Theory, MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public void Check_HeadThatDoesNotFit_IsRefusedForItsOwnReason(HeadRefusal reason, HeadTarget target, HeadPackage head) =>
        Assert.Equal(reason, Samples.Refused(() => target.Check(head)));

    [Fact]
    public void Check_HighestVersionBelow_Passes() => (Target with { HighestVersion = 2 }).Check(Good);
}
