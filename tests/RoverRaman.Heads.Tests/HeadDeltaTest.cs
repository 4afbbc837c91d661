using RoverRaman.Wire;

namespace RoverRaman.Heads.Tests;

/// <summary>Changes to a head: a few hundred bytes, and exactly the head that was signed.</summary>
public class HeadDeltaTest
{
    static readonly HeadPackage Base = Samples.Head(63);

    [Theory]
    [InlineData(128, HeadWeightEncoding.Int8, 330)]
    [InlineData(256, HeadWeightEncoding.Int8, 460)]
    [InlineData(128, HeadWeightEncoding.Float16, 450)]
    public void Between_OneMineralMore_KeepsTheUplinkBudgetWithItsSignature(int features, HeadWeightEncoding encoding, int budget)
    {
        var from = Samples.Head(63, features);
        var delta = HeadDelta.Between(from, Samples.With(from, "Hydroxylherderite"), encoding);
        int bytes = SignedEnvelope.Of(delta).SignedBy(Samples.Signer).ToBytes().Length;
        Assert.InRange(bytes, 1, Math.Min(budget, 600));
    }

    [Theory]
    [InlineData(HeadWeightEncoding.Float32, HeadWeightEncoding.Float32)]
    [InlineData(HeadWeightEncoding.Float32, HeadWeightEncoding.Int8)]
    [InlineData(HeadWeightEncoding.Int8, HeadWeightEncoding.Int8)]
    [InlineData(HeadWeightEncoding.Int8, HeadWeightEncoding.Float16)]
    [InlineData(HeadWeightEncoding.Float16, HeadWeightEncoding.Int8)]
    public void Apply_ReadAgain_GivesTheHeadThatWasPromised(HeadWeightEncoding stored, HeadWeightEncoding sent)
    {
        var from = Samples.Head(8, 32, stored);
        var delta = HeadDelta.Read(HeadDelta.Between(from, Samples.With(from), sent).ToBytes());
        var head = delta.Apply(HeadPackage.Read(from.ToBytes()));
        Assert.Equal((delta.TargetSha256, from.Manifest.HeadVersion + 1, 9), (head.Hash(), head.Manifest.HeadVersion, head.Manifest.Classes.Count));
        Assert.Equal(from.Weights, head.Weights[..from.Weights.Length]);
        Assert.Equal(delta.ToBytes(), HeadDelta.Read(delta.ToBytes()).ToBytes());
    }

    [Fact]
    public void Apply_AddReplaceRetireAndSettings_GiveTheNewHead()
    {
        var manifest = Base.Manifest;
        var to = new HeadPackage(
            manifest with
            {
                HeadVersion = 7,
                Classes = [manifest.Classes[0] with { Name = "Renamed" }, .. manifest.Classes.Skip(2), new ClassName(500, "Brucite")],
                Temperature = 2,
                UnknownThreshold = float.NaN,
            },
            [.. Base.Weights[..128], .. Base.Weights[256..], .. Samples.Row(new Random(3), 128)], [.. Base.Biases[1..], 0.5f]);
        var head = HeadDelta.Between(Base, to, HeadWeightEncoding.Float32).Apply(Base);
        Assert.Equal(to.Manifest.Classes, head.Manifest.Classes);
        Assert.Equal(to.Weights, head.Weights);
        Assert.Equal(to.Biases, head.Biases);
        Assert.Equal((7u, 2f, float.NaN), (head.Manifest.HeadVersion, head.Manifest.Temperature, head.Manifest.UnknownThreshold));
        Assert.Empty(head.Manifest.GoldenChecks); // the only one was of the retired class
    }

    static HeadDelta Delta(params DeltaRow[] rows) => new(Base.Hash(), new string('0', 64), 4, HeadWeightEncoding.Int8, rows);

    static DeltaRow Row(DeltaChange change, ushort id, int features = 128) =>
        new(change, id, change == DeltaChange.Retire ? "" : "x", change == DeltaChange.Retire ? [] : Samples.Row(new Random(1), features), 0);

    public static TheoryData<HeadRefusal, string, Action> Refusals => new()
    {
        { HeadRefusal.WrongBase, "another base", () => HeadDelta.Between(Base, Samples.With(Base)).Apply(Samples.Head(63, seed: 2)) },
        { HeadRefusal.WrongBase, "applied twice", () => HeadDelta.Between(Base, Samples.With(Base)).Apply(HeadDelta.Between(Base, Samples.With(Base)).Apply(Base)) },
        { HeadRefusal.WrongTarget, "another target", () => Delta(Row(DeltaChange.Add, 200)).Apply(Base) },
        { HeadRefusal.CounterNotHigher, "the version of its base", () => (Delta(Row(DeltaChange.Add, 200)) with { TargetVersion = 3 }).Apply(Base) },
        { HeadRefusal.DuplicateClass, "adds a class that is there", () => Delta(Row(DeltaChange.Add, 5)).Apply(Base) },
        { HeadRefusal.DuplicateClass, "a class twice", () => HeadDelta.Read(Delta(Row(DeltaChange.Replace, 5), Row(DeltaChange.Replace, 5)).ToBytes()) },
        { HeadRefusal.MissingClass, "replaces one that is not", () => Delta(Row(DeltaChange.Replace, 200)).Apply(Base) },
        { HeadRefusal.MissingClass, "retires one that is not", () => Delta(Row(DeltaChange.Retire, 200)).Apply(Base) },
        { HeadRefusal.WrongFeatureSize, "a row of another length", () => Delta(Row(DeltaChange.Add, 200, 64)).Apply(Base) },
        { HeadRefusal.Malformed, "retires all", () => (Delta([.. Enumerable.Range(0, 63).Select(id => Row(DeltaChange.Retire, (ushort)id))])).Apply(Base) },
        { HeadRefusal.BadName, "a name that moves the cursor", () => HeadDelta.Read(Delta(Row(DeltaChange.Add, 200) with { Name = "\u001b[2J" }).ToBytes()) },
        { HeadRefusal.Malformed, "another backbone", () => HeadDelta.Between(Base, Samples.With(Samples.Head(63, 64))) },
        { HeadRefusal.CounterNotHigher, "a lower version", () => HeadDelta.Between(Base, Base with { Manifest = Base.Manifest with { HeadVersion = 2 } }) },
    };

    [Theory, MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public void Delta_ThatDoesNotFit_IsRefusedForItsOwnReason(HeadRefusal reason, string what, Action action)
    {
        Assert.NotEmpty(what);
        Assert.Equal(reason, Samples.Refused(action));
    }

    [Fact]
    public void ToBytes_GoldenBytes_MayOnlyGrow()
    {
        var delta = new HeadDelta(
            Samples.Backbone, Samples.Backbone, 4, HeadWeightEncoding.Int8,
            [new(DeltaChange.Retire, 2, "", [], 0), new(DeltaChange.Replace, 3, "Calcite", [1, -2, 0.5f], 0.25f), new(DeltaChange.Add, 300, "Åkermanite", [0, 0, 0], 0)],
            new HeadSettings(1.5f, 0.25f, float.NaN, float.NaN));
        const string golden =
            "9701c42000112233445566778899aabbccddeeff00112233445566778899aabbccddeeffc42000112233445566778899aabbccddeeff00112233445566778899aa" +
            "bbccddeeff040293920302950203a743616c63697465c4070003813c3f8120ca3e8000009501cd012cabc3856b65726d616e697465c40700000000000000ca0000" +
            "0000c4100000c03f0000803e0000c0ff0000c0ff";
        Assert.Equal(golden, Convert.ToHexStringLower(delta.ToBytes()));
    }
}
