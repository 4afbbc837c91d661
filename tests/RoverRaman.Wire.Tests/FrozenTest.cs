namespace RoverRaman.Wire.Tests;

/// <summary>What is stored and sent may only grow: old journals and robots far away must stay readable.</summary>
public class FrozenTest
{
    const string MayOnlyGrow = "The protocol may only grow: add at the end, never change, reuse or remove what is there.";

    [Fact]
    public void Enums_TheirNumbers_MayOnlyGrow()
    {
        AssertBegins<MessageKind>("Hello=1 ClassTable=2 Decision=3 Health=4 Spectrum=5 AcquireCommand=32 CommandReply=33 "
            + "UploadBegin=40 UploadChunk=41 UploadStatus=42 UploadAbort=43 ActivateHead=44 ConfirmHead=45 RollbackHead=46 HeadListCommand=47 HeadStatus=48 "
            + "SignedOrder=49 HeadEvent=50 ClusterListCommand=51 UnknownCluster=52 "
            + "ProductStandard=64 ProductPeaks=65 ProductFeatures=66 ProductThumbnail=67 ProductSpectrum=68 Catalogue=69 FollowUp=70 Gap=71 Verdict=72 "
            + "LinkCommand=80 LinkReport=81 StoredProduct=88 StoredStates=89");
        AssertBegins<UploadState>("Unknown=0 Incomplete=1 Complete=2 Damaged=3");
        AssertBegins<HeadState>("Validated=1 Trial=2 Shadow=3 Active=4 Previous=5 Factory=6 Reverted=7");
        AssertBegins<HeadStep>("Started=1 Received=2 Verified=3 Validated=4 TrialBegun=5 ShadowBegun=6 TrialResumed=7 Confirmed=8 Reverted=9 Refused=10 "
            + "FellBack=11 WeightsRepaired=12 KeysRevoked=13 CounterLowered=14 Deleted=15 LogRotated=16 LogDamaged=17");
        AssertBegins<HeadReason>("None=0 TooManyUploads=128 NoSuchUpload=129 WrongChunk=130 ContentDiffers=131 OldMineralBroken=132 NoiseNamed=133 ClassLost=134 ClassRenamed=135 TrialTimedOut=136 TrialUnhealthy=137 "
            + "TooManyStarts=138 Commanded=139 HealthRule=140 OrderNeeded=141 NoTrial=142 NoSuchHead=143 FileDamaged=144 MemoryDamaged=145 ChainBroken=146 TrialUnderWay=147 AlreadyHere=148 ShadowDisagrees=149");
        AssertBegins<TimeQuality>("Unknown=0 SinceBoot=1 FreeRunning=2 Synchronised=3");
        AssertBegins<TriageAction>("Drop=0 SendSummary=1 SendSpectrum=2");
        AssertBegins<IdentificationFlags>("None=0 Unknown=1");
        AssertBegins<CommandResult>("Done=0 Busy=1 UnknownCommand=2 Malformed=3 Unavailable=4 Failed=5");
        AssertBegins<SpacePacketSegment>("Continuation=0 First=1 Last=2 Unsegmented=3");
        AssertBegins<HealthCounter>("SpectraAcquired=0 SpectraDecided=1 DroppedAfterSerial=2 DroppedAfterPreprocess=3 DroppedAfterInfer=4 DroppedAfterTriage=5 "
            + "LinkReconnects=6 Timeouts=7 BadFrames=8 BytesSkipped=9 Retries=10 DeviceErrors=11 Saturated=12 Unusable=13 InferenceFailures=14 JournalRecords=15 "
            + "JournalWriteFailures=16 JournalTornBytes=17 LinkSent=18 LinkSendFailures=19 SlowReaderDrops=20 ReadersAccepted=21 CommandsReceived=22 CommandsRefused=23 HeadSwaps=24");
    }

    [Fact]
    public void HealthCounters_NumberOfThem_IsThatOfTheEnum() =>
        Assert.Equal(Enumerable.Range(0, HealthCounters.Count), Enum.GetValues<HealthCounter>().Select(counter => (int)counter));

    [Theory]
    [InlineData(MessageKind.Hello, "94 01 01 ab 726f76657272616d616e64 a5 302e312e30")]
    [InlineData(MessageKind.ClassTable, "94 02 03 cedeadbeef 94 00 a6 51756172747a cd012c ab c3856b65726d616e697465")]
    [InlineData(MessageKind.Decision, "9f 03 cd03e8 07 cf000001a1ee565e7b 03 cd0384 02 40 cedeadbeef 03 96 2a cd2328 cd0102 cd02bc 07 1e 01 d1fb1e 03 d0d6")]
    [InlineData(MessageKind.Health, "98 04 07 cf000001a1ee565e7b 02 ce0036ee80 03 d1fbe6 dc0024 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20212223")]
    [InlineData(MessageKind.Spectrum, "98 05 cd0384 cd03e8 07 01 cac1200000 ca3c23d70b c50ae0 e803 4c04 b004 1405 7805 ffff 0000 feff")]
    [InlineData(MessageKind.AcquireCommand, "92 20 4d")]
    [InlineData(MessageKind.CommandReply, "94 21 4d 01 af 7374696c6c20616371756972696e67")]
    [InlineData(MessageKind.UploadBegin, "96 28 4d 03 cd2ee0 ccc8 c408 0123456789abcdef")]
    [InlineData(MessageKind.UploadChunk, "94 29 03 11 c410 0102030405060708090a0b0c0d0e0f10")]
    [InlineData(MessageKind.UploadStatus, "96 2a 03 01 ccc8 cd012c 94 05 01 ccc8 63")]
    [InlineData(MessageKind.UploadAbort, "93 2b 4d 03")]
    [InlineData(MessageKind.ActivateHead, "95 2c 4d c408 0123456789abcdef cd03e8 01")]
    [InlineData(MessageKind.ConfirmHead, "93 2d 4d c408 0123456789abcdef")]
    [InlineData(MessageKind.RollbackHead, "92 2e 4d")]
    [InlineData(MessageKind.HeadListCommand, "92 2f 4d")]
    [InlineData(MessageKind.HeadStatus, "9a 30 01 04 09 c408 0123456789abcdef 04 cf000001a1ee565e7b cefedcba98 3f 00")]
    [InlineData(MessageKind.SignedOrder, "93 31 4d c404 01020304")]
    [InlineData(MessageKind.HeadEvent, "9a 32 28 cf000001a1ee565e7b 03 0a cc84 09 c408 0102030405060708 cefedcba98 c408 0908070605040302")]
    [InlineData(MessageKind.ClusterListCommand, "92 33 4d")]
    [InlineData(MessageKind.UnknownCluster, "97 34 00 02 03 05 cd0385 93 cd0370 cd0384 cd0385")]
    [InlineData(MessageKind.ProductStandard, "99 40 cd03e8 ce6afd86c0 2a 5a cd0102 07 cd815e 03")]
    [InlineData(MessageKind.ProductPeaks, "9a 41 cd03e8 ce6afd86c0 2a 5a cd0102 07 cd815e 03 c406 211fc9 ade0ff")]
    [InlineData(MessageKind.ProductFeatures, "94 42 cd03e8 ca3f000000 c404 007fc019")]
    [InlineData(MessageKind.Catalogue, "96 45 09 ce6afd86c0 c408 0202e807 02 07 01 07 c404 0101ac02 05")]
    [InlineData(MessageKind.FollowUp, "96 46 cd03e8 02 cc82 2a cd2328")]
    [InlineData(MessageKind.Gap, "92 47 cd012c")]
    [InlineData(MessageKind.Verdict, "9d 48 cd03e8 04 02 01 cd1d4c 30 01 00 cd09c4 cd2710 cd222e cd1f40")]
    [InlineData(MessageKind.LinkCommand, "96 50 4d 02 08 cd03e8 c401 00")]
    [InlineData(MessageKind.LinkReport, "94 51 03 c405 0202e80701 c407 07e807 02 00 ac02")]
    [InlineData(MessageKind.StoredProduct, "9a 58 01 cd03e8 01 ca3f000000 0c 2a ca3f400000 c402 0102 c403 030405")]
    [InlineData(MessageKind.StoredStates, "93 59 03 c408 0202e807 02 07 01 07")]
    public void Write_GoldenBytes_MayOnlyGrow(MessageKind kind, string hex)
    {
        byte[] golden = Bytes.Hex(hex);
        Assert.True(golden.AsSpan().SequenceEqual(Samples.Messages[kind].AsSpan(0, golden.Length)), $"{kind}: {Bytes.Hex(Samples.Messages[kind].AsSpan(0, golden.Length))}. {MayOnlyGrow}");
        Assert.Equal(golden.Length + (kind == MessageKind.Spectrum ? 2 * (SpectrumCodec.Points - 8) : 0), Samples.Messages[kind].Length);
    }

    [Fact]
    public void Journal_GoldenBytes_MayOnlyGrow()
    {
        byte[] file = new byte[JournalFormat.HeaderSize + 3 + JournalFormat.RecordOverhead];
        JournalFormat.WriteHeader(file);
        Assert.Equal(11, JournalFormat.WriteRecord(file.AsSpan(JournalFormat.HeaderSize), [0x92, 0x20, 0x4d]));
        Assert.True("8c52524a4c0d0a1a01000000" == Bytes.Hex(file.AsSpan(0, 12)), MayOnlyGrow);
        Assert.True("0300000092204d" == Bytes.Hex(file.AsSpan(16, 7)), MayOnlyGrow);
    }

    [Theory]
    [InlineData(MessageKind.Hello)]
    [InlineData(MessageKind.ClassTable)]
    [InlineData(MessageKind.Decision)]
    [InlineData(MessageKind.Health)]
    [InlineData(MessageKind.AcquireCommand)]
    [InlineData(MessageKind.CommandReply)]
    public void Read_MessageOfANewerWriter_SkipsTheAddedFields(MessageKind kind)
    {
        byte[] message = Samples.Messages[kind];
        byte[] grown = [.. Bytes.ArrayHeader((message[0] & 0x0f) + 2), .. message[1..], 0x92, 0x01, 0xa1, 0x78, 0xc0];
        object expected = Samples.Read(kind, message), actual = Samples.Read(kind, grown);
        if (expected is ClassTable table)
            Assert.Equal(table.Classes, ((ClassTable)actual).Classes);
        else
            Assert.Equal(expected, actual);
    }

    static void AssertBegins<T>(string frozen)
        where T : struct, Enum
    {
        string found = string.Join(' ', Enum.GetValues<T>().OrderBy(value => Convert.ToInt64(value)).Select(value => $"{value}={value:D}"));
        foreach (string pair in frozen.Split(' '))
            Assert.True($" {found} ".Contains($" {pair} ", StringComparison.Ordinal), $"{typeof(T).Name} has lost {pair}. {MayOnlyGrow}");
    }
}
