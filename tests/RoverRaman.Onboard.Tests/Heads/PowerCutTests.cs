using RoverRaman.Heads;
using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

/// <summary>
/// The power goes at every operation of every procedure, and what was not synced is lost in each way that POSIX allows. Then a start:
/// a verified head must be in use, no counter lower, the audit log unbroken, and the work can be done again.
/// </summary>
public sealed class PowerCutTests
{
    public static TheoryData<string, PowerLoss> Procedures
    {
        get
        {
            var data = new TheoryData<string, PowerLoss>();
            foreach (var name in (string[])["upload", "order", "delta", "activate", "confirm", "revert", "shadow", "revoke", "downgrade", "start", "thin", "rotate", "spectra"])
                foreach (var loss in Enum.GetValues<PowerLoss>())
                    data.Add(name, loss);
            return data;
        }
    }

    // PX4 #16147, #2946, #5448 and ArduPilot #13134, #19973: parameters gone, or some of them, after a power cut while they were saved.
    [Theory, MemberData(nameof(Procedures))]
    public void PowerCut_AtEveryOperation_LeavesAVerifiedHeadAndCountersThatNeverFall(string name, PowerLoss loss)
    {
        for (var n = 1; ; n++)
        {
            var rig = name == "spectra" ? new HeadRig { Options = new HeadRig().Options with { RecentSpectra = 8 } } : new HeadRig();
            var keeper = Prepare(rig, name);
            var (floor, allowed) = (keeper.Floor, Allowed(name, rig.InUse));
            rig.Disk.CutAt(n);
            var cut = PowerCutException.Ends(() => Work(rig, keeper, name));
            if (!cut)
                allowed = [rig.InUse];
            var reached = cut ? floor : keeper.Floor;
            keeper.Dispose();
            rig.Disk.Restart(loss);

            using var again = rig.Start();
            Assert.True(allowed.Contains(rig.InUse), $"{name}, {loss}, cut at {n}: head {rig.InUse} is in use");
            Assert.True(again.Floor >= reached, $"{name}, {loss}, cut at {n}: the counter fell from {reached} to {again.Floor}");
            Assert.DoesNotContain(rig.Events, e => e.Step == HeadStep.LogDamaged || (e.Step == HeadStep.FellBack && name != "revoke"));
            Assert.Equal(100, rig.Slot.Identify(HeadRig.Axis(0)).Top[0].ClassId);
            if (name == "spectra")
                CheckSpectra(again, cut, $"{name}, {loss}, cut at {n}");
            if (cut)
                Assert.True(rig.Start().TakeOrder(HeadRig.Sign(HeadRig.Head(50, 5))).IsDone);
            else
                return;
        }
    }

    static HeadKeeper Prepare(HeadRig rig, string name)
    {
        var keeper = rig.Start();
        rig.Confirm(keeper, HeadRig.Head(2, 4));
        switch (name)
        {
            case "spectra":
                for (uint id = 1; id <= 6; id++)
                    rig.Spectrum(keeper, id, HeadRig.Axis(6));
                Save(rig, keeper);
                break;
            case "activate" or "shadow":
                keeper.TakeOrder(HeadRig.Sign(HeadRig.Head(3, 4)));
                break;
            case "confirm" or "revert" or "start":
                keeper.TakeOrder(HeadRig.Sign(HeadRig.Head(3, 4)));
                keeper.Activate(HeadRig.IdOf(HeadRig.Head(3, 4)), 0, false);
                break;
            case "downgrade":
                rig.Confirm(keeper, HeadRig.Head(3, 4));
                break;
            case "revoke":
                keeper.TakeOrder(HeadRig.Sign(HeadRig.Head(3, 4), HeadRig.SecondKey));
                keeper.Activate(HeadRig.IdOf(HeadRig.Head(3, 4)), 0, false);
                rig.RunTrial(keeper);
                break;
            case "thin":
                for (uint version = 3; version <= 5; version++)
                    rig.Confirm(keeper, HeadRig.Head(version, 4));
                break;
        }
        return keeper;
    }

    static uint[] Allowed(string name, uint before) => name switch
    {
        "activate" or "confirm" => [2, 3],
        "revert" => [3, 2],
        "downgrade" => [3, 2],
        "revoke" => [3, 2],
        "shadow" => [2, 3],
        _ => [before],
    };

    static void Work(HeadRig rig, HeadKeeper keeper, string name)
    {
        switch (name)
        {
            case "upload":
                var content = HeadRig.Sign(HeadRig.Head(3, 4));
                var begin = HeadRig.BeginOf(content, chunk: 100);
                keeper.Begin(begin);
                for (var i = (content.Length - 1) / 100; i >= 0; i--)
                {
                    var (chunk, message) = HeadRig.ChunkOf(content, begin, i);
                    keeper.Take(chunk, message);
                }
                break;
            case "order" or "thin":
                keeper.TakeOrder(HeadRig.Sign(HeadRig.Head(6, 4)));
                break;
            case "delta":
                keeper.TakeOrder(HeadRig.Sign(SignedEnvelope.Of(HeadDelta.Between(HeadRig.Head(2, 4), HeadRig.Head(3, 5)))));
                break;
            case "activate":
                keeper.Activate(HeadRig.IdOf(HeadRig.Head(3, 4)), 0, false);
                break;
            case "shadow":
                keeper.Activate(HeadRig.IdOf(HeadRig.Head(3, 4)), 0, true);
                rig.RunTrial(keeper);
                break;
            case "confirm":
                rig.RunTrial(keeper);
                break;
            case "revert":
                keeper.Rollback();
                break;
            case "revoke":
                keeper.TakeOrder(HeadRig.SignRevocation(new RevokeOrder(1, [HeadRig.SecondKey.Id])));
                break;
            case "downgrade":
                keeper.TakeOrder(HeadRig.Sign(SignedEnvelope.Of(new DowngradeOrder(4, HeadRig.Head(2, 4).Hash())), HeadRig.RecoveryKey));
                break;
            case "start":
                rig.Start().Dispose();
                break;
            case "rotate":
                using (var journal = new HeadJournal(rig.Disk, HeadRig.Folder, rig.Clock, rotateAt: 100))
                    journal.Append(HeadStep.Started, null, 0);
                break;
            case "spectra": // twice, so that each of a group's two slots is written over; the ring comes round
                for (uint id = 7; id <= 8; id++)
                    rig.Spectrum(keeper, id, HeadRig.Axis(6));
                Save(rig, keeper);
                for (uint id = 9; id <= 10; id++)
                    rig.Spectrum(keeper, id, HeadRig.Axis(6));
                Save(rig, keeper);
                break;
        }
    }

    static void Save(HeadRig rig, HeadKeeper keeper)
    {
        rig.Clock.Advance(TimeSpan.FromSeconds(6));
        keeper.Tick();
    }

    // What was saved before is there, except the places that were being written; the group has lost nothing that was saved.
    static void CheckSpectra(HeadKeeper keeper, bool cut, string where)
    {
        var group = Assert.Single(keeper.ListUnknowns());
        Assert.True(group.Seen >= (cut ? 6u : 10u), $"{where}: seen {group.Seen}");
        uint[] untouched = cut ? [3, 4, 5, 6] : [3, 4, 5, 6, 7, 8, 9, 10];
        foreach (var id in untouched)
        {
            var outcome = keeper.TakeOrder(HeadRig.Sign(SignedEnvelope.Of(new TeachOrder(3, 140, "Brucite", [id]))));
            Assert.True(outcome.IsDone || outcome.Reason == (HeadReason)HeadRefusal.CounterNotHigher, $"{where}: spectrum {id}: {outcome.Text}"); // found; two heads of one version may not be
        }
    }
}
