using RoverRaman.Heads;
using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

/// <summary>The life of a head, state by state, and what is refused on the way.</summary>
public sealed class HeadKeeperTests
{
    readonly HeadRig _rig = new();

    IEnumerable<HeadStep> Steps => _rig.Events.Select(e => e.Step);

    [Fact]
    public void EmptyFolder_TheFactoryHeadDecides()
    {
        using var keeper = _rig.Start();
        Assert.Equal((1u, 1u), (_rig.InUse, keeper.Floor));
        Assert.Equal([HeadStep.Started], Steps);
        var only = Assert.Single(keeper.List());
        Assert.Equal((HeadState.Active, 1u, 0u), (only.State, only.HeadVersion, only.SignerId));
    }

    [Fact]
    public void GoodHead_IsVerifiedValidatedTriedAndConfirmed_EachStepTold()
    {
        using var keeper = _rig.Start();
        _rig.Events.Clear();
        _rig.Confirm(keeper, HeadRig.Head(2, 4));
        Assert.Equal([HeadStep.Received, HeadStep.Verified, HeadStep.Validated, HeadStep.TrialBegun, HeadStep.Confirmed], Steps);
        Assert.Equal(HeadReason.HealthRule, _rig.Events[^1].Reason);
        Assert.Equal(HeadRig.SignerKey.Id, _rig.Events[^1].SignerId);
        Assert.Equal(2u, _rig.InUse);
        Assert.Equal([HeadState.Active, HeadState.Factory], keeper.List().Select(h => h.State));
    }

    [Fact]
    public void ConfirmedHead_IsInUseAfterARestart()
    {
        using (var keeper = _rig.Start())
            _rig.Confirm(keeper, HeadRig.Head(2));
        using var again = _rig.Start();
        Assert.Equal((2u, 2u), (_rig.InUse, again.Floor));
    }

    [Fact]
    public void TrialThatNobodyConfirms_EndsByItself()
    {
        using var keeper = _rig.Start();
        keeper.TakeOrder(HeadRig.Sign(HeadRig.Head(2)));
        keeper.Activate(HeadRig.IdOf(HeadRig.Head(2)), 0, false);
        Assert.Equal(2u, _rig.InUse);
        _rig.Clock.Advance(TimeSpan.FromMinutes(2));
        keeper.Tick();
        Assert.Equal((1u, 1u), (_rig.InUse, keeper.Floor));
        Assert.Equal((HeadStep.Reverted, HeadReason.TrialTimedOut), (_rig.Events[^1].Step, _rig.Events[^1].Reason));
    }

    [Fact]
    public void TrialWhoseSpectraGetNoClass_EndsAtOnce()
    {
        using var keeper = _rig.Start();
        keeper.TakeOrder(HeadRig.Sign(HeadRig.Head(2)));
        keeper.Activate(HeadRig.IdOf(HeadRig.Head(2)), 100, false);
        var nothing = new Inference.Identification { HeadVersion = 2 };
        for (uint i = 1; i <= 3; i++)
            keeper.Observe(i, Spectra.QualityFlags.None, nothing, HeadRig.Axis(0));
        keeper.Tick();
        Assert.Equal((1u, HeadReason.TrialUnhealthy), (_rig.InUse, _rig.Events[^1].Reason));
    }

    [Fact]
    public void ConfirmByCommandOnly_WaitsForTheCommand()
    {
        var rig = new HeadRig { Options = _rig.Options with { ConfirmByCommand = true } };
        using var keeper = rig.Start();
        keeper.TakeOrder(HeadRig.Sign(HeadRig.Head(2)));
        keeper.Activate(HeadRig.IdOf(HeadRig.Head(2)), 0, false);
        rig.RunTrial(keeper);
        Assert.Equal(1u, keeper.Floor);
        Assert.Equal(HeadReason.NoTrial, keeper.Confirm(123).Reason);
        Assert.True(keeper.Confirm(HeadRig.IdOf(HeadRig.Head(2))).IsDone);
        Assert.Equal((2u, 2u), (rig.InUse, keeper.Floor));
    }

    [Fact]
    public void Rollback_EndsTheTrial_AndNeedsAnOrderAfterwards()
    {
        using var keeper = _rig.Start();
        keeper.TakeOrder(HeadRig.Sign(HeadRig.Head(2)));
        keeper.Activate(HeadRig.IdOf(HeadRig.Head(2)), 0, false);
        Assert.True(keeper.Rollback().IsDone);
        Assert.Equal(1u, _rig.InUse);
        Assert.Equal(HeadReason.OrderNeeded, keeper.Rollback().Reason);
    }

    [Fact]
    public void Shadow_LooksOn_ThenComesIntoUse()
    {
        using var keeper = _rig.Start();
        keeper.TakeOrder(HeadRig.Sign(HeadRig.Head(2, 4)));
        Assert.True(keeper.Activate(HeadRig.IdOf(HeadRig.Head(2, 4)), 0, true).IsDone);
        Assert.Equal(1u, _rig.Spectrum(keeper, 1, HeadRig.Axis(1)).HeadVersion);
        _rig.RunTrial(keeper);
        Assert.Equal((2u, HeadStep.Confirmed), (_rig.InUse, _rig.Events[^1].Step));
    }

    [Fact]
    public void DaemonThatStartsTooOftenDuringATrial_GoesBack()
    {
        using (var keeper = _rig.Start())
        {
            keeper.TakeOrder(HeadRig.Sign(HeadRig.Head(2)));
            keeper.Activate(HeadRig.IdOf(HeadRig.Head(2)), 0, false);
        }
        foreach (var expected in (uint[])[2, 2, 1, 1])
            using (_rig.Start())
                Assert.Equal(expected, _rig.InUse);
        Assert.Contains("TooManyStarts", _rig.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void SameHeadAgain_ChangesNothing()
    {
        using var keeper = _rig.Start();
        _rig.Confirm(keeper, HeadRig.Head(2));
        Assert.Equal(HeadReason.AlreadyHere, keeper.TakeOrder(HeadRig.Sign(HeadRig.Head(2))).Reason);
        Assert.Equal(HeadReason.OrderNeeded, keeper.Activate(HeadRig.IdOf(HeadRig.Head(2)), 0, false).Reason);
    }

    [Fact]
    public void Delta_AddsAMineralToTheHeadInUse_OrToTheFactoryHead()
    {
        using var keeper = _rig.Start();
        var target = HeadDelta.Between(HeadRig.Factory, HeadRig.Head(2, 4), HeadWeightEncoding.Int8);
        Assert.True(keeper.TakeOrder(HeadRig.Sign(SignedEnvelope.Of(target))).IsDone);
        var made = target.Apply(HeadRig.Factory);
        Assert.True(keeper.Activate(HeadRig.IdOf(made), 0, false).IsDone);
        _rig.RunTrial(keeper);
        Assert.Equal(103, _rig.Spectrum(keeper, 1, HeadRig.Axis(3)).Top[0].ClassId);
        keeper.Dispose();
        using var again = _rig.Start();
        Assert.Equal(2u, _rig.InUse);
        Assert.Equal(103, _rig.Spectrum(again, 1, HeadRig.Axis(3)).Top[0].ClassId);
    }

    [Fact]
    public void Delta_MayRetireAMineral()
    {
        using var keeper = _rig.Start();
        var outcome = keeper.TakeOrder(HeadRig.Sign(SignedEnvelope.Of(HeadDelta.Between(HeadRig.Factory, HeadRig.Head(2, 2)))));
        Assert.True(outcome.IsDone, outcome.Text);
    }

    [Fact]
    public void TeachOrder_FromStoredSpectra_MakesAHeadThatKnowsThem()
    {
        using var keeper = _rig.Start();
        for (uint id = 1; id <= 5; id++)
            _rig.Spectrum(keeper, id, HeadRig.Axis(6));
        var unknown = Assert.Single(keeper.ListUnknowns());
        Assert.Equal((1, 5u, 5u), (unknown.ClusterId, unknown.Seen, unknown.LastSpectrum));

        var order = new TeachOrder(2, 140, "Brucite", [1, 3, 5]);
        var signed = HeadRig.Sign(SignedEnvelope.Of(order));
        Assert.InRange(signed.Length, 1, 64 + 1 + SignedEnvelope.SignatureSize);
        var outcome = keeper.TakeOrder(signed);
        Assert.True(outcome.IsDone, outcome.Text);
        Assert.True(keeper.Activate(ulong.Parse(outcome.Id.AsSpan(0, 16), System.Globalization.NumberStyles.HexNumber), 0, false).IsDone);
        var found = _rig.Spectrum(keeper, 9, HeadRig.Axis(6));
        Assert.Equal(140, found.Top[0].ClassId);
        Assert.InRange(found.Top[0].Probability, 0.8f, 1f);
        for (var i = 0; i < 3; i++)
            Assert.Equal(100 + i, _rig.Spectrum(keeper, 10, HeadRig.Axis(i)).Top[0].ClassId);
    }

    [Fact]
    public void HeadThatBreaksWhatTheRobotNamedItself_IsRefused_AlsoWithoutAGoldenSpectrumOfIt()
    {
        using var keeper = _rig.Start();
        _rig.Confirm(keeper, HeadRig.Head(2, 5));
        _rig.Spectrum(keeper, 77, HeadRig.Axis(4)); // no golden spectrum stands for this mineral
        var broken = HeadRig.Head(3, 6, i => i == 4 ? 7 : i == 5 ? 4 : i);
        var outcome = keeper.TakeOrder(HeadRig.Sign(broken));
        Assert.Equal(HeadReason.OldMineralBroken, outcome.Reason);
        Assert.Contains("spectrum 77, measured onboard", outcome.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void TeachOrder_OfOneSpectrum_LeavesEveryOtherMineralItsName()
    {
        using var keeper = _rig.Start();
        _rig.Confirm(keeper, HeadRig.Head(2, 6));
        float[] mixed = [0.3f, 0.2f, 0.1f, 0.2f, 0.1f, 0.1f, 0, 0.9f];
        _rig.Spectrum(keeper, 5, mixed);
        var outcome = keeper.TakeOrder(HeadRig.Sign(SignedEnvelope.Of(new TeachOrder(3, 140, "Brucite", [5]))));
        Assert.True(outcome.IsDone, outcome.Text);
        keeper.Activate(ulong.Parse(outcome.Id.AsSpan(0, 16), System.Globalization.NumberStyles.HexNumber), 0, false);
        for (var i = 0; i < 6; i++)
            Assert.Equal(100 + i, _rig.Slot.Identify(HeadRig.Axis(i)).Top[0].ClassId);
        Assert.Equal(140, _rig.Slot.Identify(mixed).Top[0].ClassId);
    }

    [Fact]
    public void TeachOrder_NamesSpectraFromBeforeARestart()
    {
        using (var keeper = _rig.Start())
        {
            for (uint id = 1; id <= 5; id++)
                _rig.Spectrum(keeper, id, HeadRig.Axis(6));
            _rig.Spectrum(keeper, 6, HeadRig.Axis(7));
            _rig.Clock.Advance(TimeSpan.FromSeconds(6));
            keeper.Tick();
        }
        using var again = _rig.Start();
        var unknown = again.ListUnknowns();
        Assert.Equal([(1, 5u, 5u), (2, 1u, 6u)], unknown.Select(u => ((int)u.ClusterId, u.Seen, u.LastSpectrum)));
        Assert.Equal([5u, 4, 3, 2, 1], unknown[0].Spectra);
        var outcome = again.TakeOrder(HeadRig.Sign(SignedEnvelope.Of(new TeachOrder(2, 140, "Brucite", [1, 3, 5]))));
        Assert.True(outcome.IsDone, outcome.Text);
    }

    [Fact]
    public void SpectraOfAnotherBackbone_AreForgottenAtStart()
    {
        using (var keeper = _rig.Start())
        {
            _rig.Spectrum(keeper, 1, HeadRig.Axis(6));
            _rig.Clock.Advance(TimeSpan.FromSeconds(6));
            keeper.Tick();
        }
        var (features, unknowns) = (new FeatureStore(512, HeadRig.Features), new UnknownClusters(HeadRig.Features));
        using (var same = new SpectrumMemory(_rig.Disk, HeadRig.Folder, HeadRig.Shape, features, unknowns))
            Assert.True(features.Has(1));
        (features, unknowns) = (new FeatureStore(512, HeadRig.Features), new UnknownClusters(HeadRig.Features));
        using var other = new SpectrumMemory(_rig.Disk, HeadRig.Folder, HeadRig.Shape with { Sha256 = new string('c', 64) }, features, unknowns);
        Assert.False(features.Has(1));
        Assert.Empty(unknowns.List(_ => true));
    }

    [Theory]
    [InlineData(18, HeadReason.None)]
    [InlineData(19, (HeadReason)HeadRefusal.CounterTooHigh)]
    [InlineData(uint.MaxValue, (HeadReason)HeadRefusal.CounterTooHigh)]
    [InlineData(2, (HeadReason)HeadRefusal.CounterNotHigher)]
    public void TeachOrder_WhoseVersionIsNotOneOfTheNext_IsRefused(uint version, HeadReason reason)
    {
        using var keeper = _rig.Start();
        _rig.Confirm(keeper, HeadRig.Head(2));
        _rig.Spectrum(keeper, 1, HeadRig.Axis(6));
        Assert.Equal(reason, keeper.TakeOrder(HeadRig.Sign(SignedEnvelope.Of(new TeachOrder(version, 140, "Brucite", [1])))).Reason);
        Assert.Equal(2u, keeper.Floor);
    }

    [Fact]
    public void IdOfARetiredMineral_IsNeverReusedForAnother_EvenAfterARestart()
    {
        using (var keeper = _rig.Start())
        {
            _rig.Confirm(keeper, HeadRig.Head(2, 4));
            var delta = HeadDelta.Between(HeadRig.Head(2, 4), HeadRig.Head(3));
            Assert.True(keeper.TakeOrder(HeadRig.Sign(SignedEnvelope.Of(delta))).IsDone);
            Assert.True(keeper.Activate(HeadRig.IdOf(delta.Apply(HeadRig.Head(2, 4))), 0, false).IsDone);
            _rig.RunTrial(keeper);
            Assert.Equal(3u, keeper.Floor);
            _rig.Spectrum(keeper, 1, HeadRig.Axis(6));
            _rig.Clock.Advance(TimeSpan.FromSeconds(6));
            keeper.Tick();
        }
        using var again = _rig.Start();
        Assert.Equal((HeadReason)HeadRefusal.ClassRetired, again.TakeOrder(HeadRig.Sign(SignedEnvelope.Of(new TeachOrder(4, 103, "Brucite", [1])))).Reason);
        var renamed = HeadRig.Head(4, 4);
        renamed = renamed with { Manifest = renamed.Manifest with { Classes = [.. renamed.Manifest.Classes.SkipLast(1), new ClassName(103, "Brucite")] } };
        var outcome = again.TakeOrder(HeadRig.Sign(renamed));
        Assert.Equal((HeadReason)HeadRefusal.ClassRetired, outcome.Reason);
        Assert.Contains("class 103 to mean 'Mineral 3'", outcome.Text, StringComparison.Ordinal);
        Assert.True(again.TakeOrder(HeadRig.Sign(HeadRig.Head(4, 4))).IsDone); // the same mineral may come back
    }

    [Fact]
    public void TeachOrder_OfASpectrumThatIsNotStored_IsRefused()
    {
        using var keeper = _rig.Start();
        Assert.Equal((HeadReason)HeadRefusal.UnknownSpectrum, keeper.TakeOrder(HeadRig.Sign(SignedEnvelope.Of(new TeachOrder(2, 140, "Brucite", [77])))).Reason);
    }

    [Fact]
    public void RevokedKey_ItsHeadGoes_AndNothingOfItComesBack_EvenAfterARestart()
    {
        var keeper = _rig.Start();
        _rig.Confirm(keeper, HeadRig.Head(2));
        Assert.True(keeper.TakeOrder(HeadRig.Sign(HeadRig.Head(3), HeadRig.SecondKey)).IsDone);
        Assert.True(keeper.Activate(HeadRig.IdOf(HeadRig.Head(3)), 0, false).IsDone);
        _rig.RunTrial(keeper);
        Assert.Equal(3u, _rig.InUse);
        var order = new RevokeOrder(1, [HeadRig.SecondKey.Id]);
        Assert.Equal((HeadReason)HeadRefusal.NotSigned, keeper.TakeOrder(HeadRig.SignRevocation(order, both: false)).Reason);
        Assert.True(keeper.TakeOrder(HeadRig.SignRevocation(order)).IsDone);
        Assert.Equal((2u, 3u), (_rig.InUse, keeper.Floor));
        Assert.Equal((HeadReason)HeadRefusal.RevokedKey, keeper.TakeOrder(HeadRig.Sign(HeadRig.Head(9), HeadRig.SecondKey)).Reason);
        Assert.Equal((HeadReason)HeadRefusal.CounterNotHigher, keeper.TakeOrder(HeadRig.SignRevocation(order)).Reason);
        keeper.Dispose();
        using var again = _rig.Start();
        Assert.Equal(2u, _rig.InUse);
        Assert.Equal((HeadReason)HeadRefusal.RevokedKey, again.TakeOrder(HeadRig.Sign(HeadRig.Head(9), HeadRig.SecondKey)).Reason);
    }

    [Fact]
    public void DowngradeOrder_GoesDown_Once()
    {
        var keeper = _rig.Start();
        _rig.Confirm(keeper, HeadRig.Head(2));
        _rig.Confirm(keeper, HeadRig.Head(3));
        var order = new DowngradeOrder(4, HeadRig.Head(2).Hash());
        Assert.Equal((HeadReason)HeadRefusal.WrongRole, keeper.TakeOrder(HeadRig.Sign(SignedEnvelope.Of(order))).Reason);
        Assert.True(keeper.TakeOrder(HeadRig.Sign(SignedEnvelope.Of(order), HeadRig.RecoveryKey)).IsDone);
        Assert.Equal((2u, 4u), (_rig.InUse, keeper.Floor));
        Assert.Equal((HeadReason)HeadRefusal.CounterNotHigher, keeper.TakeOrder(HeadRig.Sign(SignedEnvelope.Of(order), HeadRig.RecoveryKey)).Reason);
        Assert.Equal((HeadReason)HeadRefusal.CounterNotHigher, keeper.TakeOrder(HeadRig.Sign(HeadRig.Head(4))).Reason);
        Assert.True(keeper.TakeOrder(HeadRig.Sign(SignedEnvelope.Of(new DowngradeOrder(5, HeadRig.Factory.Hash())), HeadRig.RecoveryKey)).IsDone);
        Assert.Equal((1u, 5u), (_rig.InUse, keeper.Floor));
        keeper.Dispose();
        using (_rig.Start())
            Assert.Equal(1u, _rig.InUse);
    }

    [Fact]
    public void DamagedFiles_TheNewestThenTheSecondNewestThenAll_FallBackDownToTheFactory()
    {
        using (var keeper = _rig.Start())
        {
            _rig.Confirm(keeper, HeadRig.Head(2));
            _rig.Confirm(keeper, HeadRig.Head(3));
        }
        foreach (var (version, left) in ((uint, uint)[])[(3, 2), (2, 1)])
        {
            var file = $"{HeadRig.Folder}/store/{HeadRig.Head(version).Hash()}.rrhead";
            var bytes = _rig.Disk.Content(file);
            bytes[100] ^= 4;
            _rig.Disk.Spoil(file, bytes);
            using var keeper = _rig.Start();
            Assert.Equal((left, 3u), (_rig.InUse, keeper.Floor));
            Assert.Contains(HeadStep.FellBack, Steps);
        }
    }

    [Fact]
    public void WholeFolderGone_TheFactoryHeadWorks()
    {
        using (var keeper = _rig.Start())
            _rig.Confirm(keeper, HeadRig.Head(2));
        foreach (var file in _rig.Disk.Files.ToArray())
            _rig.Disk.Delete(file);
        using (_rig.Start())
            Assert.Equal(1u, _rig.InUse);
    }

    [Fact]
    public void OldJournalPutBack_TheSecondCopyOfTheCounterHolds()
    {
        var journal = $"{HeadRig.Folder}/journal.rrj";
        byte[] old;
        using (var keeper = _rig.Start())
            old = _rig.Disk.Content(journal);
        using (var keeper = _rig.Start())
            _rig.Confirm(keeper, HeadRig.Head(2));
        _rig.Disk.Spoil(journal, old);
        using var again = _rig.Start();
        Assert.Equal(2u, again.Floor);
        Assert.Equal((HeadReason)HeadRefusal.CounterNotHigher, again.TakeOrder(HeadRig.Sign(HeadRig.Head(2, 4))).Reason);
    }

    [Fact]
    public void EditedEvent_BreaksTheChain_AndIsTold()
    {
        using (var keeper = _rig.Start())
            _rig.Confirm(keeper, HeadRig.Head(2));
        var journal = $"{HeadRig.Folder}/journal.rrj";
        var records = new List<byte[]>();
        var reader = new JournalReader(_rig.Disk.Content(journal));
        while (reader.TryRead(out var message))
            records.Add(message.ToArray());
        records[2] = HeadJournal.Encode(HeadReportCodec.ReadEvent(records[2]) with { HeadVersion = 77 });
        using (var log = new DurableLog(_rig.Disk, journal, 1 << 20, _ => { }))
            log.Rewrite(records.Select(r => (ReadOnlyMemory<byte>)r));
        using var again = _rig.Start();
        Assert.Equal((HeadStep.LogDamaged, HeadReason.ChainBroken), (_rig.Events[0].Step, _rig.Events[0].Reason));
        Assert.Equal(2u, _rig.InUse);
    }

    [Fact]
    public void Log_BeginsAnew_WithTheSameBookAndAnUnbrokenChain()
    {
        var clock = new ManualClock();
        var disk = new SimulatedDisk();
        using (var journal = new HeadJournal(disk, "/j", clock, rotateAt: 2000))
        {
            for (uint i = 1; i <= 60; i++)
            {
                var id = new string((char)('a' + i % 6), 64);
                journal.Append(HeadStep.Validated, id, i);
                journal.Append(HeadStep.TrialBegun, id, i);
                journal.Append(i % 3 == 0 ? HeadStep.Reverted : HeadStep.Confirmed, id, i);
            }
            Assert.InRange(disk.Content("/j/journal.rrj").Length, 100, 4000);
            using var again = new HeadJournal(disk, "/j", clock);
            Assert.Equal(0, again.Breaks);
            Assert.Equal(journal.Book.Active, again.Book.Active);
            Assert.Equal(journal.Book.Previous, again.Book.Previous);
            Assert.Equal((59u, journal.Book.Floor), (again.Book.Floor, again.Book.Floor));
            Assert.Equal(journal.Book.Heads.Order(Comparer<HeadEntry>.Create((a, b) => string.CompareOrdinal(a.Id, b.Id))), again.Book.Heads.Order(Comparer<HeadEntry>.Create((a, b) => string.CompareOrdinal(a.Id, b.Id))));
            Assert.True(journal.Chain.SequenceEqual(again.Chain));
        }
    }

    [Fact]
    public void HeadsBeyondTheLimit_TheOldestThatNothingNeedsGo()
    {
        using var keeper = _rig.Start();
        for (uint version = 2; version <= 8; version++)
            _rig.Confirm(keeper, HeadRig.Head(version));
        Assert.Equal(5, keeper.List().Count);
        Assert.Equal([8u, 7], keeper.List().Take(2).Select(h => h.HeadVersion));
        Assert.Equal(4, _rig.Disk.List($"{HeadRig.Folder}/store").Count);
    }

    [Fact]
    public void DamagedMemory_IsToldAndRepaired()
    {
        using var keeper = _rig.Start();
        _rig.Confirm(keeper, HeadRig.Head(2));
        _rig.Events.Clear();
        _rig.Slot.Active.Biases[0] = 5; // the copy in memory: only the disk can help once the slot has to repair
        _rig.Slot.Padded!.Biases[1] += 1;
        Assert.Equal(0, _rig.Spectrum(keeper, 1, HeadRig.Axis(0)).Count);
        keeper.Tick();
        Assert.Equal((HeadStep.WeightsRepaired, HeadReason.MemoryDamaged), (_rig.Events[^1].Step, _rig.Events[^1].Reason));
        Assert.Equal(100, _rig.Spectrum(keeper, 2, HeadRig.Axis(0)).Top[0].ClassId);
        keeper.Tick();
        Assert.Single(_rig.Events);
    }
}
