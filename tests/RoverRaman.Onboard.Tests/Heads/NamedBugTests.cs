using RoverRaman.Heads;
using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

/// <summary>
/// Bugs that other projects have had and published in just this work, each with its number: that they are not here. They go through the
/// keeper, as a ground team would meet them; the parts have tests of their own (<see cref="PowerCutTests"/>, <see cref="HeadReceiverTests"/>,
/// <see cref="DurableLogTests"/>).
/// </summary>
public sealed class NamedBugTests
{
    const string Journal = $"{HeadRig.Folder}/journal.rrj";

    public static TheoryData<PowerLoss> Losses => [.. Enum.GetValues<PowerLoss>()];

    readonly HeadRig _rig = new();

    HeadOutcome Upload(HeadKeeper keeper, byte[] content, UploadBegin begin)
    {
        Assert.Equal(HeadReason.None, keeper.Begin(begin).Reason);
        (uint, HeadOutcome Outcome)? done = null;
        for (var i = 0; i * begin.ChunkSize < content.Length; i++)
        {
            var (chunk, message) = HeadRig.ChunkOf(content, begin, i);
            done = keeper.Take(chunk, message) ?? done;
        }
        return done!.Value.Outcome;
    }

    // A shorter file over a longer one left the old tail; size and checksum passed.
    [Fact]
    public void Fprime2458_ShorterHeadOverALongerUpload_IsStoredWithItsOwnLengthAndHash()
    {
        using var keeper = _rig.Start();
        byte[] longer = HeadRig.Sign(HeadRig.Head(2, 8)), shorter = HeadRig.Sign(HeadRig.Head(3, 3));
        var begin = HeadRig.BeginOf(longer);
        keeper.Begin(begin);
        for (var i = 0; i < longer.Length / begin.ChunkSize; i++) // all but the last chunk
        {
            var (chunk, message) = HeadRig.ChunkOf(longer, begin, i);
            keeper.Take(chunk, message);
        }
        var outcome = Upload(keeper, shorter, HeadRig.BeginOf(shorter));
        Assert.True(outcome.IsDone, outcome.Text);
        Assert.Equal(shorter, _rig.Disk.Content($"{HeadRig.Folder}/store/{HeadRig.Head(3, 3).Hash()}.rrhead"));
    }

    // Issue 5012 and pull request 5662: a bad checksum was only warned of; the file counted as received and was announced.
    [Fact]
    public void Fprime5012_AnyByteChangedOnTheWay_NothingIsVerifiedOrStored()
    {
        using var keeper = _rig.Start();
        var content = HeadRig.Sign(HeadRig.Head(2, 4));
        var begin = HeadRig.BeginOf(content, chunk: 200);
        for (var at = 0; at < content.Length; at += 7)
        {
            byte[] bad = [.. content];
            bad[at] ^= 1;
            Assert.Equal(HeadReason.ContentDiffers, Upload(keeper, bad, begin).Reason);
        }
        Assert.DoesNotContain(_rig.Events, e => e.Step is HeadStep.Received or HeadStep.Verified);
        Assert.Empty(_rig.Disk.List($"{HeadRig.Folder}/store"));
        Assert.True(Upload(keeper, content, begin).IsDone);
    }

    // Issues 4233 and 4270, pull request 4586: the parameter file had no checksum, so a changed bit was believed.
    [Fact]
    public void Fprime4233_AnyBitOfTheJournalChanged_AVerifiedHeadDecides_AndTheCounterHolds()
    {
        using (var keeper = _rig.Start())
            _rig.Confirm(keeper, HeadRig.Head(2, 4));
        var good = _rig.Disk.Content(Journal);
        for (var bit = 0; bit < 8 * good.Length; bit += 5)
        {
            byte[] bad = [.. good];
            bad[bit / 8] ^= (byte)(1 << bit % 8);
            _rig.Disk.Spoil(Journal, bad);
            using var again = _rig.Start();
            Assert.True(_rig.InUse is 1 or 2, $"bit {bit}: head {_rig.InUse}");
            Assert.Equal(2u, again.Floor);
            Assert.Equal(100, _rig.Slot.Identify(HeadRig.Axis(0)).Top[0].ClassId);
        }
    }

    // No truncation on save: a checksum over a stale tail made the store unloadable for ever.
    [Theory]
    [InlineData("journal.rrj")]
    [InlineData("counters.rrj")]
    [InlineData("classes.rrj")]
    [InlineData("recent.rrs")]
    [InlineData("unknowns.rrs")]
    public void Fprime5040_StaleTailBehindAnyFile_LoadsNeverthelessAndCanBeWrittenAgain(string file)
    {
        using (var keeper = _rig.Start())
        {
            _rig.Confirm(keeper, HeadRig.Head(2, 4));
            _rig.Clock.Advance(TimeSpan.FromSeconds(6));
            keeper.Tick();
        }
        var path = $"{HeadRig.Folder}/{file}";
        var good = _rig.Disk.Content(path);
        byte[][] tails = [[0], [1, 2, 3], good[..(good.Length / 2)], good[..^1], new byte[5000]];
        foreach (var tail in tails)
        {
            _rig.Disk.Spoil(path, [.. good, .. tail]);
            for (var start = 0; start < 2; start++)
                using (var keeper = _rig.Start())
                {
                    Assert.Equal((2u, 2u), (_rig.InUse, keeper.Floor));
                    _rig.Spectrum(keeper, 5000, HeadRig.Axis(6));
                    _rig.Clock.Advance(TimeSpan.FromSeconds(6));
                    keeper.Tick();
                }
        }
        using var last = _rig.Start();
        Assert.True(last.TakeOrder(HeadRig.Sign(HeadRig.Head(3, 5))).IsDone);
    }

    // Issues 16147, 2946 and 5448: "if you power cycle during autosave there is nothing we can do"; all parameters were gone.
    [Theory, MemberData(nameof(Losses))]
    public void Px4_16147_PowerCutWhileSaving_GivesTheOldOrTheNew_NeverNeither(PowerLoss loss)
    {
        for (var n = 1; ; n++)
        {
            var rig = new HeadRig();
            var keeper = rig.Start();
            rig.Confirm(keeper, HeadRig.Head(2, 4));
            rig.Disk.CutAt(n);
            var cut = PowerCutException.Ends(() => rig.Confirm(keeper, HeadRig.Head(3, 5)));
            keeper.Dispose();
            rig.Disk.Restart(loss);
            using var again = rig.Start();
            Assert.True(rig.InUse is 2 or 3, $"{loss}, cut at {n}: head {rig.InUse}");
            Assert.InRange(again.Floor, 2u, 3u);
            if (!cut)
                return;
        }
    }

    // Issues 13134 and 19973: after a dip of the power a backup restored some areas and not others.
    [Theory, MemberData(nameof(Losses))]
    public void ArduPilot13134_PowerCut_HeadCounterKeysAndClassesAgreeAfterwards(PowerLoss loss)
    {
        for (var n = 1; ; n++)
        {
            var rig = new HeadRig();
            var keeper = rig.Start();
            rig.Confirm(keeper, HeadRig.Head(2, 4));
            rig.Disk.CutAt(n);
            var cut = PowerCutException.Ends(() =>
            {
                keeper.TakeOrder(HeadRig.SignRevocation(new RevokeOrder(1, [HeadRig.SecondKey.Id])));
                rig.Confirm(keeper, HeadRig.Head(3, 5));
            });
            keeper.Dispose();
            rig.Disk.Restart(loss);
            using var again = rig.Start();
            var where = $"{loss}, cut at {n}";
            var hasFifth = rig.Slot.Active.Manifest.Classes.Any(c => c.Id == 104);
            Assert.True(rig.InUse == (hasFifth ? 3u : 2u) && again.Floor <= 3, where);
            // Head 3 came after the revocation: where it is in use, the key is revoked.
            var second = again.TakeOrder(HeadRig.Sign(HeadRig.Head(9, 5), HeadRig.SecondKey));
            Assert.True(!hasFifth || second.Reason == (HeadReason)HeadRefusal.RevokedKey, $"{where}: {second.Text}");
            // A head that has decided has its classes in the ledger.
            if (hasFifth)
            {
                using var ledger = new ClassLedger(rig.Disk, HeadRig.Folder);
                var other = HeadRig.Head(10, 5).Manifest;
                Assert.Throws<HeadRefusedException>(() => ledger.Check(other with { Classes = [new ClassName(104, "Other")] }));
            }
            if (!cut)
                return;
        }
    }

    // The data base of products was one file, written anew in place, and marked products as transmitted when they were sent.
    [Theory, MemberData(nameof(Losses))]
    public void OwlsAsdpdb_PowerCutAtEveryOperation_LosesNoProductThatWasDurable_AndNoAcknowledgement(PowerLoss loss)
    {
        for (var n = 1; ; n++)
        {
            var disk = new SimulatedDisk();
            disk.CutAt(n);
            HashSet<uint> durable = [], acknowledged = [], asked = [];
            var cut = PowerCutException.Ends(() =>
            {
                using var store = Open(disk);
                for (uint i = 1; i <= 40; i++)
                {
                    store.Add(Product(i));
                    if (store.Sync())
                        durable.Add(i);
                    if (i % 2 != 0)
                        continue;
                    asked.Add(i);
                    store.Finish(ProductState.Acknowledged, [new(ProductKind.Standard, i)]);
                    acknowledged.Add(i);
                }
            });
            disk.Restart(loss);
            using var again = Open(disk);
            var held = again.Held.Select(p => p.Stored.Key.Sequence).ToHashSet();
            Assert.True(durable.Except(asked).All(held.Contains), $"{loss}, cut at {n}: lost {string.Join(' ', durable.Except(asked).Except(held))}");
            Assert.True(!acknowledged.Overlaps(held), $"{loss}, cut at {n}: waits again {string.Join(' ', acknowledged.Intersect(held))}");
            if (!cut)
                return;
        }
    }

    static ProductStore Open(SimulatedDisk disk) => new(disk, new ProductStoreOptions { Path = "/d/p.rrj", MaximumBytes = 2000 });

    static StoredProduct Product(uint sequence) => new(new(ProductKind.Standard, sequence), 1, 0.5f, sequence, 3, 0.5f, new byte[8], new byte[8]);
}
