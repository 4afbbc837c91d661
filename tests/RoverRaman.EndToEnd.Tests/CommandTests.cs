using RoverRaman.Wire;

namespace RoverRaman.EndToEnd.Tests;

/// <summary>Programs on the robot ask for spectra.</summary>
public sealed class CommandTests
{
    [Fact]
    public void Acquire_OnCommand_GivesOneDecisionEach_AndAnAnswerWithItsId()
    {
        using var rig = new TestRig();
        rig.WriteConfig(acquire: """{ "mode": "command", "count": 3 }""");
        using var emulator = rig.StartEmulator("--truth", rig.At("truth.jsonl"));
        emulator.WaitFor(rig.Port);
        using var daemon = rig.StartDaemon();
        daemon.WaitFor("instrument-connected");
        using (var client = rig.Connect())
            for (uint id = 1; id <= 3; id++)
                Assert.Equal((id, CommandResult.Done), client.Acquire(1000 + id) is var reply ? (reply.CommandId - 1000, reply.Result) : default);

        Assert.Equal(0, daemon.WaitForExit());
        Assert.Equal(rig.ReadTruth(), rig.ReadJournalDecisions().Select(TestRig.NameOf));
    }

    [Fact]
    public void Commands_ThatCannotBeDone_AreAnsweredWithTheReason()
    {
        using var rig = new TestRig();
        rig.WriteConfig(acquire: """{ "mode": "command" }""");
        using var daemon = rig.StartDaemon(); // no instrument
        daemon.WaitFor("ready");
        using var client = rig.Connect();

        Assert.Equal(CommandResult.Unavailable, client.Acquire(5).Result);
        Assert.Equal(CommandResult.UnknownCommand, client.Ask([0x91, 0x7f]).Result);
        Assert.Equal(CommandResult.Malformed, client.Ask([0x92, (byte)MessageKind.AcquireCommand, 0xa1, (byte)'x']).Result);
        var health = client.WaitForHealth(h => h.Counters[HealthCounter.CommandsReceived] == 3);
        Assert.Equal(3, health.Counters[HealthCounter.CommandsRefused]);
    }
}
