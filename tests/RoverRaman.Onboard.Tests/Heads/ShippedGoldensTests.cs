using RoverRaman.Heads;
using RoverRaman.Inference;
using RoverRaman.TestSupport;
using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

/// <summary>The golden spectra that lie beside the shipped models: each is named rightly, and they refuse a head that breaks a mineral.</summary>
public sealed class ShippedGoldensTests
{
    [Theory]
    [InlineData("rover-clean")]
    [InlineData("rover-raw")]
    public void HeadThatBreaksOneOldMineral_IsRefusedByTheShippedGoldens(string model)
    {
        var folder = ModelFolder.Open(Path.Combine(TestPaths.Repository, "models", model), checkComposed: false);
        using var backbone = Backbone.Load(folder.BackboneFile);
        var source = new GoldenSpectra(folder.GoldenFile, folder.BackboneFile, backbone.Sha256, new InferenceOptions());
        var goldens = source.Load().Where(golden => golden.Mineral is not null).ToArray();
        Assert.True(goldens.Length >= 10, $"{goldens.Length} golden spectra");
        var slot = new HeadSlot(backbone);
        slot.Swap(folder.Head);
        foreach (var golden in goldens)
        {
            var found = slot.Identify(golden.Features);
            Assert.True(found.IsNamed && NameOf(folder.Head, found).Equals(golden.Mineral, StringComparison.OrdinalIgnoreCase), $"{golden.Label} is {golden.Mineral}, found {NameOf(folder.Head, found)}");
        }

        using var ledger = new ClassLedger(new SimulatedDisk(), "/heads");
        var validator = new HeadValidator(backbone.Shape, HeadSlot.DefaultCapacity, source, ledger);
        var next = folder.Head with { Manifest = folder.Head.Manifest with { HeadVersion = folder.Head.Manifest.HeadVersion + 1 } };
        validator.Check(next, folder.Head, folder.Head.Manifest.HeadVersion, new HashSet<ushort>(), []);
        var broken = Without(next, goldens[0].Mineral!);
        var refused = Assert.Throws<HeadRefusedException>(() => validator.Check(broken, folder.Head, folder.Head.Manifest.HeadVersion, new HashSet<ushort>(), []));
        Assert.Equal(HeadReason.OldMineralBroken, refused.Reason);
        Assert.Contains(goldens[0].Mineral!, refused.Message, StringComparison.OrdinalIgnoreCase);
    }

    static string NameOf(HeadPackage head, in Identification found)
    {
        var id = found.Top[0].ClassId;
        return head.Manifest.Classes.First(c => c.Id == id).Name;
    }

    /// <summary>A head whose row of one mineral is all zeros: every other row as it was.</summary>
    static HeadPackage Without(HeadPackage head, string mineral)
    {
        float[] weights = [.. head.Weights];
        var row = head.Manifest.Classes.ToList().FindIndex(c => c.Name.Equals(mineral, StringComparison.OrdinalIgnoreCase));
        weights.AsSpan(row * head.Manifest.FeatureSize, head.Manifest.FeatureSize).Clear();
        return head with { Weights = weights, Manifest = head.Manifest with { GoldenChecks = [] } };
    }
}
