namespace RoverRaman.Heads.Tests;

/// <summary>Orders: small, written in one way, and read strictly.</summary>
public class OrderTest
{
    static readonly TeachOrder Brucite = new(8, 200, "Brucite", [4711, 4715, 4720, 4800, 5001]);

    [Fact]
    public void Teach_FiveSpectra_KeepsTheUplinkBudget()
    {
        var envelope = SignedEnvelope.Of(Brucite).SignedBy(Samples.Signer);
        Assert.InRange(envelope.SignedBytes().Length, 1, 40);
        Assert.Equal(envelope.SignedBytes().Length + 1 + SignedEnvelope.SignatureSize, envelope.ToBytes().Length);
    }

    [Fact]
    public void Teach_WorstCounterAndLongName_StillFitSixSpectra() =>
        Assert.InRange(SignedEnvelope.Of(new TeachOrder(uint.MaxValue, 65_535, "Metatorbernite", [.. Enumerable.Range(0, 6).Select(i => uint.MaxValue - (uint)i)])).SignedBytes().Length, 1, TeachOrder.MaxSignedBytes);

    [Fact]
    public void Orders_GoldenBytes_MayOnlyGrow()
    {
        Assert.Equal("9408ccc8a74272756369746595cd1267cd126bcd1270cd12c0cd1389", Convert.ToHexStringLower(Brucite.ToBytes()));
        Assert.Equal("920191ce01020304", Convert.ToHexStringLower(new RevokeOrder(1, [0x01020304]).ToBytes()));
        Assert.Equal($"9209c420{Samples.Backbone}", Convert.ToHexStringLower(new DowngradeOrder(9, Samples.Backbone).ToBytes()));
        Assert.Equal("8c5203011c000000", Convert.ToHexStringLower(SignedEnvelope.Of(Brucite).SignedBytes().AsSpan(0, 8)));
    }

    [Fact]
    public void Teach_SpectraInAnyOrder_GiveTheSameBytes() =>
        Assert.Equal(Brucite.ToBytes(), (Brucite with { SpectrumIds = [5001, 4711, 4715, 4711, 4800, 4720] }).ToBytes());

    public static TheoryData<HeadRefusal, Action> Refusals => new()
    {
        { HeadRefusal.Malformed, () => (Brucite with { SpectrumIds = [] }).ToBytes() },
        { HeadRefusal.Malformed, () => (Brucite with { SpectrumIds = [.. Enumerable.Range(0, 17).Select(i => (uint)i)] }).ToBytes() },
        { HeadRefusal.TooLarge, () => (Brucite with { Name = new string('x', 60) }).ToBytes() },
        { HeadRefusal.BadName, () => (Brucite with { Name = " " }).ToBytes() },
        { HeadRefusal.Malformed, () => TeachOrder.Read(Convert.FromHexString("9408ccc8a742727563697465920201")) },
        { HeadRefusal.Malformed, () => TeachOrder.Read(Convert.FromHexString("9408ccc8a742727563697465dcffff")) },
        { HeadRefusal.BadName, () => TeachOrder.Read(Convert.FromHexString("9408ccc8a09101")) },
        { HeadRefusal.UnknownSchema, () => TeachOrder.Read(Convert.FromHexString("9508ccc8a742727563697465910101")) },
        { HeadRefusal.Malformed, () => TeachOrder.Read(Convert.FromHexString("9408ccc8a742727563697465910100")) },
        { HeadRefusal.Malformed, () => new DowngradeOrder(1, "00").ToBytes() },
        { HeadRefusal.Malformed, () => RevokeOrder.Read(Convert.FromHexString("920190")) },
        { HeadRefusal.Malformed, () => DowngradeOrder.Read(Convert.FromHexString("9209c400")) },
    };

    [Theory, MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public void Order_ThatIsWrong_IsRefused(HeadRefusal reason, Action action) => Assert.Equal(reason, Samples.Refused(action));

    [Fact]
    public void Teach_Row_IsTheMeanDirectionAsLongAsTheHeadsOwnRows()
    {
        var head = Samples.Head(5, 16);
        float[] a = Samples.Row(new Random(7), 16), b = Samples.Row(new Random(8), 16);
        var taught = RowImprint.Teach(head, new TeachOrder(4, 200, "Brucite", [1, 2]), [[.. new float[16], .. a, .. new float[16]], [.. b, .. b, .. b]]);
        float[] row = taught.Weights[^16..];
        float[] sum = [.. a.Zip(b, (x, y) => x + y)];
        float length = MathF.Sqrt(sum.Sum(value => value * value));
        for (int i = 0; i < 16; i++)
            Assert.Equal(20 * sum[i] / length, row[i], 1e-4f);
        Assert.Equal((4u, "Brucite", 0f), (taught.Manifest.HeadVersion, taught.Manifest.Classes[^1].Name, taught.Biases[^1]));
        Assert.Equal(5, HeadScores.Best(taught, a));
    }

    [Fact]
    public void Teach_AKnownClass_ReplacesItsRowInPlace()
    {
        var head = Samples.Head(5, 16);
        var taught = RowImprint.Teach(head, new TeachOrder(4, 2, "Mineral 2", [1]), [Samples.Row(new Random(7), 16)]);
        Assert.Equal(head.Manifest.Classes, taught.Manifest.Classes);
        Assert.NotEqual(head.Weights[32..48], taught.Weights[32..48]);
    }

    [Fact]
    public void Row_FeaturesThatCancelOutOrAreNone_AreRefused()
    {
        var head = Samples.Head(5, 4);
        Assert.Equal(HeadRefusal.NotFinite, Samples.Refused(() => RowImprint.Row(head, [[1, 0, 0, 0], [-1, 0, 0, 0]])));
        Assert.Equal(HeadRefusal.NotFinite, Samples.Refused(() => RowImprint.Row(head, [])));
        Assert.Equal(HeadRefusal.NotFinite, Samples.Refused(() => RowImprint.Row(head, [[float.NaN, 0, 0, 0]])));
        Assert.Equal(HeadRefusal.WrongFeatureSize, Samples.Refused(() => RowImprint.Row(head, [[1, 0, 0]])));
    }
}
