namespace RoverRaman.Wire.Tests;

/// <summary>The tiers: each decodes alone, keeps what it promises and stays within its size.</summary>
public class ProductTest
{
    [Fact]
    public void Enums_TheirNumbers_MayOnlyGrow()
    {
        AssertFrozen<ProductKind>("Bits=0 Tiny=1 Standard=2 Peaks=3 Features=4 Thumbnail64=5 Thumbnail256=6 Near=7 Lossless=8 Catalogue=9 Message=10");
        AssertFrozen<ProductState>("Stored=0 Queued=1 Sent=2 Acknowledged=3 Expired=4 Superseded=5");
        AssertFrozen<SpectrumCoding>("Lossless=0 Near=1");
        AssertFrozen<LinkEnvelope>("None=0 Cobs=1 SpacePacket=2 Pus=3");
        AssertFrozen<LinkOperation>("Ping=1 Reprioritise=2 SendSpectrum=3 SetPolicy=4 SetTime=5 ActivateHead=6 SendCatalogue=7");
        AssertFrozen<FollowUpAction>("None=0 Dwell=1 Sample=2 Repeat=3");
        AssertFrozen<TriageReasons>("None=0 Unusable=1 Target=2 Improbable=4 NarrowMargin=8 Unknown=16 Novel=32 OverQuota=64 Confident=128 Commanded=256");
    }

    [Fact]
    public void Bits_GoldenAndBack()
    {
        // class 42 | 90 % = 28 of 31 | spectrum 2 | target 1 | unknown 0 | follow-up 1 | sequence 1000
        ulong expected = 42ul << 24 | 28ul << 19 | 2ul << 17 | 1ul << 16 | 0ul << 15 | 1ul << 14 | 1000;
        Assert.Equal(expected, BitProduct.Pack(ProductSamples.Summary));
        var back = BitProduct.Unpack(expected);
        Assert.Equal((1000u, (ushort)42, (byte)90, true, false, true), (back.Sequence, back.ClassId, back.Percent, back.IsTarget, back.IsUnknown, back.AsksFollowUp));
        Assert.Equal(0ul, BitProduct.Pack(ProductSamples.Largest) >> 34);
        Assert.Equal(ProductSummary.NoClass, BitProduct.Unpack(BitProduct.Pack(ProductSamples.Largest)).ClassId);
        Assert.Throws<WireFormatException>(() => BitProduct.Unpack(1ul << 34));
    }

    [Fact]
    public void Tiny_GoldenAndBack()
    {
        byte[] bytes = new byte[TinyProduct.Size];
        TinyProduct.Write(bytes, ProductSamples.Summary);
        // 01 | 003e8 | 02a | 90 (7) 2 (2) 1 0 1 | bin 1 (2) | flags 64 (7) | 000
        Assert.Equal("01003e802ab55600", Bytes.Hex(bytes));
        var back = TinyProduct.Read(bytes);
        Assert.Equal(ProductSamples.Summary with { UnixSeconds = 0, TimeQuality = 0, HeadVersion = 0, SecondClassId = ProductSummary.NoClass, SecondPercent = 0 }, back);
        Assert.Throws<WireFormatException>(() => TinyProduct.Read(new byte[8]));
        Assert.Throws<WireFormatException>(() => TinyProduct.Read(bytes.AsSpan(0, 7)));
    }

    [Fact]
    public void Standard_InItsLongestForm_Has24Bytes()
    {
        byte[] bytes = Bytes.Of(output => StandardProduct.Write(output, ProductSamples.Largest));
        Assert.Equal(StandardProduct.MaxSize, bytes.Length);
        Assert.Equal(ProductSamples.Largest, StandardProduct.Read(bytes));
        Assert.Equal(ProductSamples.Summary, StandardProduct.Read(ProductSamples.Messages[MessageKind.ProductStandard]));
    }

    [Fact]
    public void Peaks_ComeBack()
    {
        var (summary, peaks) = PeaksProduct.Read(ProductSamples.Messages[MessageKind.ProductPeaks]);
        Assert.Equal(ProductSamples.Summary, summary);
        Assert.Equal(ProductSamples.Peaks, peaks);
        var many = Enumerable.Repeat(new SpectrumPeak(1, 2, 3), 40).ToArray();
        byte[] bytes = Bytes.Of(output => PeaksProduct.Write(output, ProductSamples.Largest, many));
        Assert.Equal((PeaksProduct.MaxSize, PeaksProduct.MaxPeaks), (bytes.Length, PeaksProduct.Read(bytes).Peaks.Length));
    }

    [Theory]
    [InlineData(false, 64)]
    [InlineData(true, 256)]
    public void Thumbnail_HasItsSize_AndKeepsThePlaceOfAPeak(bool large, int size)
    {
        float[] values = new float[SpectrumCodec.Points];
        for (int i = 0; i < values.Length; i++)
            values[i] = 100 / (1 + MathF.Pow((i - 700) / 8f, 2));
        byte[] bytes = Bytes.Of(output => ThumbnailProduct.Write(output, uint.MaxValue, values, large));
        Assert.Equal(size, bytes.Length);
        var (sequence, isLarge, back) = ThumbnailProduct.Read(bytes);
        Assert.Equal((uint.MaxValue, large), (sequence, isLarge));
        Assert.InRange(Array.IndexOf(back, back.Max()), 700 - 13, 700 + 13);
        Assert.All(back, value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public void Thumbnail_OfNothing_IsBlank()
    {
        foreach (float value in new[] { 0, 5, float.NaN, float.PositiveInfinity })
        {
            float[] same = new float[SpectrumCodec.Points];
            Array.Fill(same, value);
            Assert.All(ThumbnailProduct.Read(Bytes.Of(output => ThumbnailProduct.Write(output, 1, same, false))).Values, pixel => Assert.Equal(0, pixel));
        }
    }

    [Fact]
    public void Lossless_EveryBitComesBack()
    {
        float[] values = Hostile();
        var back = SpectrumProduct.Read(Bytes.Of(output => SpectrumProduct.WriteLossless(output, 7, values)));
        Assert.Equal((7u, SpectrumCoding.Lossless), (back.Sequence, back.Coding));
        Assert.Equal(values.Select(BitConverter.SingleToInt32Bits), back.Values.Select(BitConverter.SingleToInt32Bits));
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.005)]
    [InlineData(0.0001)]
    [InlineData(0)]
    public void Near_NoValueIsOffByMoreThanItsBound(double bound)
    {
        var random = new Random(3);
        float[] values = [.. Enumerable.Range(0, SpectrumCodec.Points).Select(i => (float)(1e4 * random.NextDouble() + 300 * Math.Sin(i / 9.0)))];
        values[9] = float.NaN;
        var back = SpectrumProduct.Read(Bytes.Of(output => SpectrumProduct.WriteNear(output, 7, values, bound)));
        Assert.True(float.IsNaN(back.Values[9]));
        double range = values.Where(float.IsFinite).Max() - values.Where(float.IsFinite).Min();
        for (int i = 0; i < values.Length; i++)
            if (i != 9)
                Assert.InRange(Math.Abs(back.Values[i] - values[i]), 0, Math.Max(bound, 0.51 / 65_534) * range * (1 + 1e-6) + 1e-3);
    }

    [Fact]
    public void ProductUnit_NamesEachProductByItsBytesAlone()
    {
        byte[] tiny = new byte[TinyProduct.Size];
        TinyProduct.Write(tiny, ProductSamples.Summary);
        byte[] bits = new byte[ProductUnit.BitsSize];
        ProductUnit.WriteBits(bits, ProductSamples.Summary);
        byte[] message = new byte[16];
        int length = ProductUnit.WriteMessage(message, 300, [0x92, 0x20, 0x4d]);
        Assert.Equal(new ProductKey(ProductKind.Tiny, 1000), ProductUnit.KeyOf(tiny));
        Assert.Equal(new ProductKey(ProductKind.Bits, 1000), ProductUnit.KeyOf(bits));
        Assert.Equal(new ProductKey(ProductKind.Message, 300), ProductUnit.KeyOf(message.AsMemory(0, length)));
        Assert.Equal("92204d", Bytes.Hex(ProductUnit.MessageOf(message.AsMemory(0, length), out _).Span));
        Assert.Equal(new ProductKey(ProductKind.Standard, 1000), ProductUnit.KeyOf(ProductSamples.Messages[MessageKind.ProductStandard]));
        Assert.Equal(new ProductKey(ProductKind.Thumbnail64, 1000), ProductUnit.KeyOf(ProductSamples.Messages[MessageKind.ProductThumbnail]));
        Assert.Equal(new ProductKey(ProductKind.Near, 1000), ProductUnit.KeyOf(ProductSamples.Messages[MessageKind.ProductSpectrum]));
        Assert.Null(ProductUnit.KeyOf(Samples.Messages[MessageKind.Decision]));
        Assert.Null(ProductUnit.KeyOf(default));
    }

    [Fact]
    public void Lists_ComeBack()
    {
        var catalogue = CatalogueCodec.Read(ProductSamples.Messages[MessageKind.Catalogue]);
        Assert.Equal(ProductSamples.Catalogue.Waiting.OrderBy(key => key.Kind).ThenBy(key => key.Sequence), catalogue.Waiting);
        var report = LinkReportCodec.Read(ProductSamples.Messages[MessageKind.LinkReport]);
        Assert.Equal(ProductSamples.Report.Received, report.Received);
        Assert.Equal(ProductSamples.Report.Missing[0].Indices, report.Missing[0].Indices);
        Assert.Equal(ProductSamples.Verdict, TriageCodec.ReadVerdict(ProductSamples.Messages[MessageKind.Verdict]));
    }

    [Theory]
    [InlineData("02")]
    [InlineData("02ff")]
    [InlineData("0205ffffffff0f")]
    [InlineData("ffffffffffff")]
    public void KeyRuns_HostileBytes_GiveANamedError(string hex) => Assert.Throws<WireFormatException>(() => KeyRuns.Unpack(Bytes.Hex(hex)));

    static float[] Hostile()
    {
        var random = new Random(1);
        float[] values = [.. Enumerable.Range(0, SpectrumCodec.Points).Select(_ => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)))];
        (values[0], values[1], values[2], values[3]) = (float.NaN, float.NegativeInfinity, -0f, float.Epsilon);
        return values;
    }

    static void AssertFrozen<T>(string frozen)
        where T : struct, Enum
    {
        string found = $" {string.Join(' ', Enum.GetValues<T>().Select(value => $"{value}={Convert.ToInt64(value)}"))} ";
        foreach (string pair in frozen.Split(' '))
            Assert.True(found.Contains($" {pair} ", StringComparison.Ordinal), $"{typeof(T).Name} has lost {pair}: it may only grow.");
    }
}
