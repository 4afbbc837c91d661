using RoverRaman.Heads;
using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

/// <summary>What must not be used, and why not: the dependency matrix, as MCUboot's simulator has one.</summary>
public sealed class HeadRefusalTests
{
    readonly HeadRig _rig = new();

    public static TheoryData<string, byte> Refusals => new()
    {
        { "another backbone", (byte)HeadRefusal.WrongBackbone },
        { "another preprocessing", (byte)HeadRefusal.WrongPreprocessing },
        { "another feature size", (byte)HeadRefusal.WrongFeatureSize },
        { "another grid", (byte)HeadRefusal.WrongGrid },
        { "too many classes", (byte)HeadRefusal.TooManyClasses },
        { "huge weight", (byte)HeadRefusal.OutOfBounds },
        { "temperature that cannot be divided by", (byte)HeadRefusal.OutOfBounds },
        { "same version", (byte)HeadRefusal.CounterNotHigher },
        { "lower version", (byte)HeadRefusal.CounterNotHigher },
        { "class lost", (byte)HeadReason.ClassLost },
        { "class renamed", (byte)HeadReason.ClassRenamed },
        { "old mineral broken", (byte)HeadReason.OldMineralBroken },
        { "old mineral unsure", (byte)HeadReason.OldMineralBroken },
        { "noise named", (byte)HeadReason.NoiseNamed },
        { "own golden check", (byte)HeadRefusal.GoldenCheckFailed },
        { "stranger", (byte)HeadRefusal.UnknownKey },
        { "wrong role", (byte)HeadRefusal.WrongRole },
        { "unsigned", (byte)HeadRefusal.NotSigned },
        { "bit changed", (byte)HeadRefusal.BadSignature },
        { "cut", (byte)HeadRefusal.Truncated },
        { "bytes after", (byte)HeadRefusal.TrailingBytes },
        { "no package", (byte)HeadRefusal.BadMagic },
        { "delta on a head that is not here", (byte)HeadRefusal.UnknownHead },
    };

    /// <summary>The dependency matrix: whatever does not fit has a code of its own, leaves no file, and changes nothing.</summary>
    [Theory, MemberData(nameof(Refusals))]
    public void HeadThatMustNotBeUsed_IsRefusedWithItsReason(string fault, byte reason)
    {
        using var keeper = _rig.Start();
        _rig.Confirm(keeper, HeadRig.Head(5));
        var files = _rig.Disk.Files.ToArray();
        _rig.Events.Clear();
        var outcome = keeper.TakeOrder(Make(fault));
        Assert.Equal((HeadReason)reason, outcome.Reason);
        Assert.Equal((HeadStep.Refused, (HeadReason)reason), (_rig.Events[^1].Step, _rig.Events[^1].Reason));
        Assert.StartsWith("Expected", outcome.Text, StringComparison.Ordinal);
        Assert.Equal((5u, 5u), (_rig.InUse, keeper.Floor));
        Assert.Equal(files, _rig.Disk.Files);
    }

    static byte[] Make(string fault)
    {
        var head = HeadRig.Head(6, 4);
        var manifest = head.Manifest;
        switch (fault)
        {
            case "another backbone": return HeadRig.Sign(head with { Manifest = manifest with { BackboneSha256 = new string('0', 64) } });
            case "another preprocessing": return HeadRig.Sign(head with { Manifest = manifest with { Preprocessing = "other/1" } });
            case "another feature size": return HeadRig.Sign(head with { Manifest = manifest with { FeatureSize = 4 }, Weights = new float[16] });
            case "another grid": return HeadRig.Sign(head with { Manifest = manifest with { Axis = new HeadAxis(100, 3000, 2), InstrumentRange = new HeadRange(200, 1500) } });
            case "too many classes": return HeadRig.Sign(HeadRig.Head(6, 33, i => i % HeadRig.Features));
            case "huge weight": head.Weights[^1] = 1e30f; return HeadRig.Sign(head);
            case "temperature that cannot be divided by": return HeadRig.Sign(head with { Manifest = manifest with { Temperature = float.Epsilon } });
            case "same version": return HeadRig.Sign(HeadRig.Head(5, 4));
            case "lower version": return HeadRig.Sign(HeadRig.Head(4, 4));
            case "class lost": return HeadRig.Sign(HeadRig.Head(6, 2));
            case "class renamed": return HeadRig.Sign(head with { Manifest = manifest with { Classes = [manifest.Classes[0], new ClassName(101, "Other"), .. manifest.Classes.Skip(2)] } });
            case "old mineral broken": return HeadRig.Sign(HeadRig.Head(6, 4, i => i == 1 ? 7 : i == 3 ? 1 : i));
            case "old mineral unsure": head.Weights[HeadRig.Features + 1] = 1; return HeadRig.Sign(head);
            case "noise named": return HeadRig.Sign(head with { Biases = [0, 0, 0, 6] });
            case "own golden check": return HeadRig.Sign(head with { Manifest = manifest with { GoldenChecks = [new GoldenCheck(100, HeadRig.Axis(2))] } });
            case "stranger": return HeadRig.Sign(head, HeadRig.StrangerKey);
            case "wrong role": return HeadRig.Sign(head, HeadRig.RecoveryKey);
            case "unsigned": return SignedEnvelope.Of(head).ToBytes();
            case "bit changed": var changed = HeadRig.Sign(head); changed[60] ^= 1; return changed;
            case "cut": return HeadRig.Sign(head)[..^1];
            case "bytes after": return [.. HeadRig.Sign(head), 0];
            case "no package": return [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
            case "delta on a head that is not here": return HeadRig.Sign(SignedEnvelope.Of(HeadDelta.Between(HeadRig.Head(4), HeadRig.Head(6, 4))));
            default: throw new ArgumentException(fault);
        }
    }

    [Fact]
    public void EveryFlippedBitOfAPackage_IsRefused()
    {
        using var keeper = _rig.Start();
        var good = HeadRig.Sign(HeadRig.Head(2));
        for (var bit = 0; bit < 8 * good.Length; bit += 3)
        {
            byte[] bad = [.. good];
            bad[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.False(keeper.TakeOrder(bad).IsDone, $"bit {bit}");
        }
        Assert.True(keeper.TakeOrder(good).IsDone);
    }
}
