using RoverRaman.Onboard;
using RoverRaman.Onboard.Tests;
using RoverRaman.Wire;

namespace RoverRaman.Ground.Tests;

/// <summary>Robot, bad link, ground: everything that was acknowledged is on the ground exactly once.</summary>
public sealed class LinkMatrixTest : IDisposable
{
    readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<double, int, LinkEnvelope, bool> Links => new()
    {
        { 0, 32, LinkEnvelope.None, false },
        { 0, 340, LinkEnvelope.SpacePacket, true },
        { 0.01, 256, LinkEnvelope.Cobs, true },
        { 0.1, 32, LinkEnvelope.Cobs, true },
        { 0.1, 256, LinkEnvelope.Pus, true },
        { 0.5, 32, LinkEnvelope.SpacePacket, true },
        { 0.5, 340, LinkEnvelope.SpacePacket, false },
        { 0.1, 65_536, LinkEnvelope.SpacePacket, true },
    };

    [Theory, MemberData(nameof(Links))]
    public void EveryTier_OverABadLink_IsInTheArchiveExactlyOnce(double loss, int mtu, LinkEnvelope envelope, bool disorder)
    {
        using var rig = new Rig(new LinkSessionOptions { Envelope = envelope, Mtu = mtu, AcknowledgeTimeout = 5000 }, _folder["a.db"], loss, disorder ? 0.2 : 0, disorder, 300);
        ProductKind[] kinds = [ProductKind.Tiny, ProductKind.Standard, ProductKind.Peaks, ProductKind.Thumbnail64, ProductKind.Thumbnail256, ProductKind.Near];
        var products = Enumerable.Range(1, 4).SelectMany(sequence => kinds.Select(kind => Made.Product(kind, (uint)sequence))).ToArray();
        foreach (var product in products)
            Assert.True(rig.Session.Add(product));
        rig.Run(3_600_000);

        Assert.Empty(rig.Store.Held);
        Assert.Equal(0, rig.Store.Count(ProductState.Expired));
        Assert.Equal(products.Length, rig.Store.Count(ProductState.Acknowledged) + rig.Store.Count(ProductState.Superseded));
        Assert.Equal(rig.Delivered.Count, rig.Delivered.Distinct().Count());
        Assert.Equal(rig.Archive.Count, rig.Delivered.Count);
        foreach (var key in rig.Archive.Keys())
            Assert.True(rig.Archive.Find(key)!.Body.Span.SequenceEqual(products.Single(product => product.Key == key).Body.Span), $"{key}");
        // Every decision came with all that it has: the spectrum, which contains the pictures, and the peaks, which contain the record.
        for (uint sequence = 1; sequence <= 4; sequence++)
        {
            Assert.NotNull(rig.Archive.Find(new(ProductKind.Near, sequence)));
            Assert.NotNull(rig.Archive.Find(new(ProductKind.Peaks, sequence)));
        }
    }

    public static MatrixTheoryData<double, int> Matrix => new([0, 0.01, 0.1, 0.5], [13, 32, 256, 340]);

    /// <summary>Loss and MTU here; within, every combination of reordering, doubling, delay and contact windows. 13 is the link of bits.</summary>
    [Theory, MemberData(nameof(Matrix))]
    public void EveryLink_WhatIsAcknowledgedIsOnTheGroundOnce_AndIsNotSentAgain(double loss, int mtu)
    {
        bool[] both = [false, true];
        var isBitLink = mtu == 13;
        foreach (var reorder in both)
            foreach (var duplicate in both)
                foreach (var delay in (long[])[0, 20 * 60_000])
                    foreach (var hasWindows in both)
                        RunOne(loss, isBitLink, mtu, reorder && !isBitLink, duplicate ? 0.3 : 0, delay, hasWindows); // words of 13 bits have an order or are lost
    }

    static void RunOne(double loss, bool isBitLink, int mtu, bool reorder, double duplicate, long delay, bool hasWindows)
    {
        var name = $"loss {loss}, MTU {mtu}, reorder {reorder}, duplicate {duplicate}, delay {delay} ms, windows {hasWindows}";
        var options = new LinkSessionOptions
        {
            IsBitLink = isBitLink,
            Mtu = isBitLink ? 1200 : mtu,
            Envelope = mtu == 256 ? LinkEnvelope.SpacePacket : LinkEnvelope.Cobs,
            Windows = hasWindows ? new ContactWindows(600_000, 60_000) : ContactWindows.Always,
            AcknowledgeTimeout = 2 * delay + 5000,
        };
        using var rig = new Rig(options, ":memory:", loss, duplicate, reorder, delay, seed: 7);
        ProductKind[] kinds = isBitLink ? [ProductKind.Bits] : [ProductKind.Standard, ProductKind.Peaks, ProductKind.Thumbnail256];
        var products = Enumerable.Range(1, 3).SelectMany(sequence => kinds.Select(kind => Made.Product(kind, (uint)sequence))).ToArray();
        foreach (var product in products)
            Assert.True(rig.Session.Add(product), name);
        rig.Run(30L * 24 * 3_600_000, step: delay > 0 ? 1000 : 100, reportEvery: delay > 0 ? 5000 : 1000);

        Assert.True(rig.Store.Held.Count == 0, $"{name}: {rig.Store.Held.Count} are not acknowledged");
        Assert.True(rig.Delivered.Count == rig.Delivered.Distinct().Count() && rig.Archive.Count == rig.Delivered.Count, $"{name}: one is there twice");
        Assert.True(rig.SentAfterTheEnd.Count == 0, $"{name}: sent after its end: {string.Join(", ", rig.SentAfterTheEnd.Take(3))}");
        Assert.Equal(products.Length, rig.Store.Count(ProductState.Acknowledged) + rig.Store.Count(ProductState.Superseded));
        Assert.True(rig.Archive.Count >= rig.Store.Count(ProductState.Acknowledged), name);
        foreach (var key in rig.Archive.Keys())
            Assert.True(rig.Archive.Find(key)!.Body.Span.SequenceEqual(products.Single(product => product.Key == key).Body.Span), $"{name}: {key}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    public void ProductsOf34Bits_OverWordsOf13Bits_ArriveExactlyOnce(double loss)
    {
        using var rig = new Rig(new LinkSessionOptions { IsBitLink = true, AcknowledgeTimeout = 5000 }, _folder["a.db"], loss, 0.1, delay: 100);
        rig.Archive.Add(new ArchivedProduct(new(ProductKind.Standard, 16_379), 0, Made.Body(ProductKind.Standard, 16_379, Made.Spectrum(1))));
        for (uint sequence = 16_380; sequence < 16_390; sequence++) // over the end of its 14 bits
            Assert.True(rig.Session.Add(Made.Product(ProductKind.Bits, sequence)));
        rig.Run(3_600_000);
        Assert.Empty(rig.Store.Held);
        Assert.Equal(Enumerable.Range(16_380, 10).Select(i => (uint)i), rig.Archive.Keys().Where(key => key.Kind == ProductKind.Bits).Select(key => key.Sequence));
    }

    [Theory]
    [InlineData(20 * 60_000L)]
    [InlineData(2 * 3_600_000L)]
    public void LongDelayAndContactWindows_EverythingArrives(long delay)
    {
        var windows = new ContactWindows(8 * 3_600_000, 600_000);
        var options = new LinkSessionOptions { Envelope = LinkEnvelope.SpacePacket, Mtu = 256, BitsPerSecond = 500, Windows = windows, AcknowledgeTimeout = 2 * delay + 9 * 3_600_000 };
        using var rig = new Rig(options, _folder["a.db"], 0.1, 0.1, delay: delay);
        for (uint sequence = 1; sequence <= 20; sequence++)
            Assert.True(rig.Session.Add(Made.Product(ProductKind.Peaks, sequence)));
        rig.Run(20L * 24 * 3_600_000, step: 1000, reportEvery: 60_000);
        Assert.Empty(rig.Store.Held);
        Assert.Equal(20, rig.Archive.Count);
    }

    [Fact]
    public void Window_Closed_NoFrameLeaves()
    {
        using var rig = new Rig(new LinkSessionOptions { Windows = new ContactWindows(1000, 100, 500) }, _folder["a.db"]);
        rig.Session.Add(Made.Product(ProductKind.Standard, 1));
        var frame = new byte[LinkFramer.MaxFrame];
        Assert.Equal(0, rig.Session.Next(0, frame));
        Assert.Equal(500, rig.Session.NextTime(0));
        Assert.NotEqual(0, rig.Session.Next(500, frame));
    }

    [Fact]
    public void Rate_IsNeverExceeded()
    {
        using var rig = new Rig(new LinkSessionOptions { BitsPerSecond = 80, Mtu = 64 }, _folder["a.db"]);
        for (uint sequence = 1; sequence <= 50; sequence++)
            rig.Session.Add(Made.Product(ProductKind.Standard, sequence));
        rig.Run(60_000);
        Assert.InRange(8 * rig.Session.Volume, 1, 80 * 60 + 8 * 64);
    }

    [Fact]
    public void Acknowledgement_TwiceOrLate_ChangesNothing()
    {
        using var rig = new Rig(new LinkSessionOptions(), _folder["a.db"]);
        var product = Made.Product(ProductKind.Standard, 1);
        rig.Session.Add(product);
        rig.Run(10_000);
        Assert.Equal(1, rig.Store.Count(ProductState.Acknowledged));
        for (var i = 0; i < 2; i++)
            rig.Session.Accept(Report(product.Key), rig.Now);
        Assert.Equal(1, rig.Store.Count(ProductState.Acknowledged));
        Assert.Equal(0, rig.Session.Next(rig.Now + 60_000, new byte[LinkFramer.MaxFrame])); // and it is not sent again
        rig.Session.Add(Made.Product(ProductKind.Standard, 2));
        rig.Store.Finish(ProductState.Expired, [new(ProductKind.Standard, 2)]);
        rig.Session.Accept(Report(new(ProductKind.Standard, 2)), rig.Now); // an acknowledgement after the end
        Assert.Equal((1, 1), (rig.Store.Count(ProductState.Acknowledged), rig.Store.Count(ProductState.Expired)));
    }

    [Fact]
    public void Repair_GoesAtThePriorityOfWhatItRepairs()
    {
        using var rig = new Rig(new LinkSessionOptions { Mtu = 64, Envelope = LinkEnvelope.None }, _folder["a.db"]);
        var frame = new byte[LinkFramer.MaxFrame];
        rig.Session.Add(Made.Product(ProductKind.Thumbnail256, 1, bin: 0));
        while (rig.Session.Next(0, frame) > 0) { }
        rig.Session.Add(Made.Product(ProductKind.Standard, 2, bin: 1, value: 1));
        rig.Session.Accept(Missing(new(ProductKind.Thumbnail256, 1), 2), 10);
        var length = rig.Session.Next(20, frame);
        var fragment = LinkFragment.Read(frame.AsSpan(0, length), out _);
        Assert.Equal((new ProductKey(ProductKind.Thumbnail256, 1), 2), (fragment.Key, fragment.Index));
        length = rig.Session.Next(30, frame); // that one alone, then the next product
        Assert.Equal(new ProductKey(ProductKind.Standard, 2), ProductUnit.KeyOf(frame.AsMemory(0, length)));
    }

    /// <summary>The robot's store is written anew while products wait for their acknowledgement, over a line that loses a third, with power cuts in between.</summary>
    [Theory]
    [InlineData(PowerLoss.DropAll)]
    [InlineData(PowerLoss.KeepAndTear)]
    public void StoreWrittenAnewWhileProductsWait_TheArchiveHasEachOnce(PowerLoss loss)
    {
        using var rig = new Rig(new LinkSessionOptions { Mtu = 1200, AcknowledgeTimeout = 3000 }, _folder["a.db"], 0.33, 0.2, reorder: true, delay: 300, seed: 9, storeBytes: 65_536);
        var products = Enumerable.Range(1, 1500).Select(i => Made.Product(i % 3 == 0 ? ProductKind.Thumbnail256 : ProductKind.Near, (uint)i, bin: (byte)(i % 3))).ToArray();
        var (rewrites, starts, length) = (0, 0, 0L);
        foreach (var batch in products.Chunk(20))
        {
            foreach (var product in batch)
            {
                Assert.True(rig.Session.Add(product));
                RestartIfWrittenAnew();
            }
            for (var turn = 0; turn < 20 || rig.Store.Bytes > 30_000; turn++)
            {
                rig.Run(200);
                RestartIfWrittenAnew();
            }
        }
        rig.Run(3_600_000);

        Assert.True(starts >= 3, $"{rewrites} times written anew, {starts} of them with products that wait");
        Assert.Empty(rig.Store.Held);
        Assert.Equal(0, rig.Store.Count(ProductState.Expired));
        Assert.Equal(products.Select(product => product.Key), rig.Archive.Keys());
        Assert.Equal(rig.Delivered.Count, rig.Delivered.Distinct().Count());
        Assert.Empty(rig.SentAfterTheEnd);
        Assert.All(products, product => Assert.True(rig.Archive.Find(product.Key)!.Body.Span.SequenceEqual(product.Body.Span), $"{product.Key}"));

        // The power goes just after: what waits then is on the disk or nowhere.
        void RestartIfWrittenAnew()
        {
            var isAnew = rig.Store.LogBytes < length;
            length = rig.Store.LogBytes;
            rewrites += isAnew ? 1 : 0;
            if (!isAnew || rig.Store.Held.Count == 0)
                return;
            starts++;
            Assert.True(rig.Store.Sync());
            rig.Restart(loss);
            length = rig.Store.LogBytes;
        }
    }

    [Fact]
    public void PowerCut_AtAnyOperation_NothingDurableIsLostOrArrivesTwice()
    {
        for (var cut = 1; cut <= 40; cut++)
            foreach (var loss in Enum.GetValues<PowerLoss>())
                CutOnce(cut, loss);
    }

    static void CutOnce(int cut, PowerLoss loss)
    {
        using var rig = new Rig(new LinkSessionOptions { Mtu = 64, AcknowledgeTimeout = 2000 }, ":memory:", 0.1, 0.1, seed: cut);
        var durable = new List<ProductKey>();
        rig.Disk.CutAt(cut);
        try
        {
            for (uint sequence = 1; sequence <= 8; sequence++)
            {
                var product = Made.Product(sequence % 2 == 0 ? ProductKind.Standard : ProductKind.Thumbnail256, sequence, bin: (byte)(sequence % 3));
                if (rig.Session.Add(product) && rig.Store.Find(product.Key) is { IsDurable: true })
                    durable.Add(product.Key);
                rig.Run(500);
            }
        }
        catch (PowerCutException) { }
        var acknowledged = rig.Store.Count(ProductState.Acknowledged);
        rig.Restart(loss);
        rig.Run(600_000);
        Assert.Empty(rig.Store.Held);
        Assert.True(rig.Delivered.Count >= acknowledged);
        Assert.Equal(rig.Delivered.Count, rig.Delivered.Distinct().Count());
        Assert.Empty(durable.Except(rig.Delivered)); // what was durable before the cut has arrived after it
    }

    static byte[] Report(ProductKey key) => Bytes(new LinkReport(1, [key], []));

    static byte[] Missing(ProductKey key, ushort index) => Bytes(new LinkReport(1, [], [new(key, [index])]));

    static byte[] Bytes(LinkReport report)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        LinkReportCodec.Write(output, report);
        return output.WrittenSpan.ToArray();
    }
}
