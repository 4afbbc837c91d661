using RoverRaman.Emulator;
using RoverRaman.Instruments.Obp;

namespace RoverRaman.Instruments.Tests;

public class ObpClientTests
{
    readonly byte[] _room = new byte[64];

    [Fact]
    public void Query_Answered_GivesData()
    {
        using var client = Client((type, _, regarding, _) => [Reply(type, regarding, [1, 2, 3])]);
        Assert.Equal(3, client.Query(ObpMessageType.GetBaud, [], _room, default));
        Assert.Equal([1, 2, 3], _room[..3]);
        Assert.Equal(new LinkCounters(1, 0, 0, 0, 0, 0, 0), client.Counters);
    }

    [Fact]
    public void Query_EachErrorNumber_ThrowsNamingNumberAndMeaning()
    {
        foreach (var error in Enum.GetValues<ObpError>().Where(error => error is not (ObpError.None or ObpError.Deferred)))
        {
            using var client = Client((type, _, regarding, _) => [Reply(type, regarding, [], ObpFlags.Nack, error)]);
            var refused = Assert.Throws<InstrumentException>(() => client.Query(ObpMessageType.GetBaud, [], _room, default));
            Assert.Equal((int)error, refused.Code);
            Assert.Contains($"error {(int)error}: {ObpErrorText.Describe(error)}", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("not in the protocol", refused.Message, StringComparison.Ordinal);
            Assert.Equal(1, client.Counters.DeviceErrors);
        }
    }

    [Theory]
    [InlineData(ObpFlags.Nack)]
    [InlineData(ObpFlags.HardwareError)]
    public void Query_ErrorFlagWithoutNumber_Throws(ObpFlags flag)
    {
        using var client = Client((type, _, regarding, _) => [Reply(type, regarding, [], flag)]);
        Assert.Throws<InstrumentException>(() => client.Query(ObpMessageType.GetBaud, [], _room, default));
    }

    [Fact]
    public void Query_DeprecatedProtocolFlag_IsStillAnAnswer()
    {
        using var client = Client((type, _, regarding, _) => [Reply(type, regarding, [9], ObpFlags.Deprecated)]);
        Assert.Equal(1, client.Query(ObpMessageType.GetBaud, [], _room, default));
    }

    [Fact]
    public void Query_AnswersToOtherQuestions_AreCountedAndPassedOver()
    {
        using var client = Client((type, _, regarding, _) =>
        [
            Reply(type, regarding - 1, [8]),
            Reply(ObpMessageType.GetSerialNumber, regarding, [8]),
            VirtualSts.Encode(new ObpMessage { Type = type, Regarding = regarding, Data = [8] }),
            Reply(type, regarding, [7]),
        ]);
        client.Query(ObpMessageType.GetBaud, [], _room, default);
        Assert.Equal(7, _room[0]);
        Assert.Equal(3, client.Counters.Stray);
    }

    [Fact]
    public void Query_DeferredAnswer_WaitsForTheRealOne()
    {
        using var client = Client((type, _, regarding, _) => [Reply(type, regarding, [], default, ObpError.Deferred), Reply(type, regarding, [7])]);
        Assert.Equal(1, client.Query(ObpMessageType.GetBaud, [], _room, default));
    }

    [Fact]
    public void Query_Silence_AsksAgainThenTimesOut()
    {
        using var client = Client((_, _, _, _) => []);
        Assert.Throws<TimeoutException>(() => client.Query(ObpMessageType.GetBaud, [], _room, default));
        Assert.Equal((3, 2), (client.Counters.Timeouts, client.Counters.Retries));
    }

    [Fact]
    public void Query_FirstAnswerLost_AnswersOnRetry()
    {
        var asked = 0;
        using var client = Client((type, _, regarding, _) => ++asked == 1 ? [] : [Reply(type, regarding, [7])]);
        Assert.Equal(1, client.Query(ObpMessageType.GetBaud, [], _room, default));
        Assert.Equal((1, 1), (client.Counters.Timeouts, client.Counters.Retries));
    }

    [Fact]
    public void QueryOnce_Silence_AsksOnce()
    {
        var asked = 0;
        using var client = Client((_, _, _, _) =>
        {
            asked++;
            return [];
        });
        Assert.Throws<TimeoutException>(() => client.QueryOnce(ObpMessageType.GetRawSpectrum, [], _room, TimeSpan.Zero, default));
        Assert.Equal(1, asked);
    }

    [Fact]
    public void Query_AnswerBehindHeaderThatClaimsMore_IsFound()
    {
        byte[] liar = [0xC1, 0xC0, 0x00, 0x11, .. new byte[36], 0x00, 0x10, 0, 0];
        using var client = Client((type, _, regarding, _) => [liar, Reply(type, regarding, [7])]);
        Assert.Equal(1, client.Query(ObpMessageType.GetBaud, [], _room, default));
        Assert.Equal((1, liar.Length, 0), (client.Counters.BadFrames, client.Counters.BytesSkipped, client.Counters.Retries));
    }

    [Fact]
    public void Query_AnswerLongerThanRoom_Throws()
    {
        using var client = Client((type, _, regarding, _) => [Reply(type, regarding, new byte[65])]);
        var error = Assert.Throws<InstrumentException>(() => client.Query(ObpMessageType.GetBaud, [], _room, default));
        Assert.Contains("at most 64 bytes", error.Message, StringComparison.Ordinal);
        Assert.Null(error.Code);
    }

    [Fact]
    public void Command_AsksForAck()
    {
        var flags = ObpFlags.None;
        using var client = Client((type, asked, regarding, _) =>
        {
            flags = asked;
            return [Reply(type, regarding, [], ObpFlags.Ack)];
        });
        client.Command(ObpMessageType.SetLampEnable, [1], default);
        Assert.Equal(ObpFlags.AckRequested, flags);
    }

    [Fact]
    public void Query_WithMd5_SendsAndChecksIt()
    {
        var sts = VirtualInstrument.NewSts();
        using var transport = new ScriptedInstrument((type, flags, regarding, data) => sts.Receive(VirtualSts.Encode(new ObpMessage
        {
            Type = type,
            Flags = flags,
            Regarding = regarding,
            Data = data,
            Checksum = ObpChecksum.Md5,
        })).Select(reply => reply.Bytes));
        using var client = new ObpClient(transport, new ObpClientOptions { Checksum = ObpChecksum.Md5 });
        Assert.Equal(11, client.Query(ObpMessageType.GetSerialNumber, [], _room, default));
    }

    [Fact]
    public void Query_Cancelled_Throws()
    {
        using var client = Client((_, _, _, _) => []);
        Assert.Throws<OperationCanceledException>(() => client.Query(ObpMessageType.GetBaud, [], _room, new CancellationToken(canceled: true)));
    }

    static ObpClient Client(ScriptedInstrument.Script script) => new(new ScriptedInstrument(script));

    static byte[] Reply(ObpMessageType type, uint regarding, byte[] data, ObpFlags flags = default, ObpError error = default) =>
        VirtualSts.Encode(new ObpMessage { Type = type, Regarding = regarding, Data = data, Flags = flags | ObpFlags.Response, Error = error });
}
