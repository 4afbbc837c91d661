using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

/// <summary>The products' states over restarts, without room, on a disk that fails.</summary>
public sealed class ProductStoreTests
{
    readonly SimulatedDisk _disk = new();

    [Fact]
    public void Added_AfterARestart_WaitsAgain_AndAcknowledgedDoesNot()
    {
        using (var store = Open())
        {
            for (uint i = 1; i <= 4; i++)
                Assert.True(store.Add(Product(i)));
            Assert.True(store.Sync());
            store.Finish(ProductState.Acknowledged, [new(ProductKind.Standard, 2), new(ProductKind.Standard, 2), new(ProductKind.Standard, 99)]);
            Assert.Equal(1, store.Count(ProductState.Acknowledged));
        }
        _disk.Restart(PowerLoss.DropAll);
        using var again = Open();
        Assert.Equal([1u, 3u, 4u], again.Held.Select(product => product.Stored.Key.Sequence).Order());
        Assert.All(again.Held, product => Assert.True(product.IsDurable));
        Assert.Equal(4u, again.LastSequence);
        Assert.Equal(Product(3).Body.ToArray(), again.Find(new(ProductKind.Standard, 3))!.Stored.Body.ToArray());
    }

    [Fact]
    public void UrgentProduct_IsDurableAtOnce_OthersWithTheNextSync()
    {
        using var store = Open();
        store.Add(Product(1) with { Bin = 2 });
        Assert.False(store.Find(new(ProductKind.Standard, 1))!.IsDurable);
        store.Add(Product(2) with { Bin = 0 });
        Assert.All(store.Held, product => Assert.True(product.IsDurable));
    }

    [Fact]
    public void NoRoom_TheLeastOfTheHighestBinLeaves_AndIsCounted()
    {
        using var store = Open(bytes: 250);
        var expired = new List<ProductKey>();
        Assert.True(store.Add(Product(1) with { Bin = 1 }, expired.Add));
        Assert.True(store.Add(Product(2) with { Bin = 2 }, expired.Add));
        Assert.True(store.Add(Product(3) with { Bin = 0 }, expired.Add));
        Assert.Equal([new(ProductKind.Standard, 2)], expired);
        Assert.False(store.Add(Product(4) with { Bin = 3 }, expired.Add)); // is itself the least
        Assert.Equal((2, 2), (store.Count(ProductState.Expired), store.Held.Count));
    }

    [Fact]
    public void Log_IsWrittenAnew_BeforeItGrowsWithoutEnd()
    {
        using var store = Open(bytes: 10_000);
        for (uint i = 1; i <= 5000; i++)
        {
            store.Add(Product(i));
            store.Finish(ProductState.Acknowledged, [new(ProductKind.Standard, i)]);
        }
        Assert.InRange(store.LogBytes, 0, 200_000);
        Assert.Equal(5000, store.Count(ProductState.Acknowledged));
    }

    /// <summary>The log is written anew several times while some products wait for their acknowledgement; the power goes at any operation of it.</summary>
    [Theory]
    [InlineData(PowerLoss.DropAll)]
    [InlineData(PowerLoss.KeepAndTear)]
    public void Log_WrittenAnewWhileProductsWait_KeepsEachOfThem_AndBringsNoneBack(PowerLoss loss)
    {
        var whole = RunUntil(long.MaxValue, out var rewrites, out _);
        Assert.InRange(rewrites, 3, 100);
        for (long cut = 1; cut < whole; cut += 53)
        {
            _ = RunUntil(cut, out _, out var state);
            _disk.Restart(loss);
            using var store = Open();
            var held = store.Held.Select(product => product.Stored.Key.Sequence).ToHashSet();
            Assert.True(state.Waiting.IsSubsetOf(held), $"cut at {cut}: lost {string.Join(", ", state.Waiting.Except(held))}");
            Assert.False(state.Ended.Overlaps(held), $"cut at {cut}: came back {string.Join(", ", state.Ended.Intersect(held))}");
            Assert.All(store.Held, product => Assert.Equal(Large(product.Stored.Key.Sequence).Body.ToArray(), product.Stored.Body.ToArray()));
            Assert.True(store.LastSequence >= state.Waiting.Concat(state.Ended).DefaultIfEmpty().Max());
            store.Dispose();
            _disk.Delete("/d/p.rrj");
        }
    }

    // Of ten products one stays without an acknowledgement until the end. What was durable, and what had ended, when the power went.
    long RunUntil(long cut, out int rewrites, out (HashSet<uint> Waiting, HashSet<uint> Ended) state)
    {
        state = ([], []);
        rewrites = 0;
        _disk.CutAt(cut);
        try
        {
            using var store = Open(bytes: 65_536);
            for (uint i = 1; i <= 400; i++)
            {
                var length = store.LogBytes;
                store.Add(Large(i));
                if (store.Sync() && store.Find(new(ProductKind.Standard, i)) is { IsDurable: true })
                    _ = state.Waiting.Add(i);
                if (i % 10 != 0)
                {
                    _ = state.Waiting.Remove(i); // from here on it may be held or not
                    store.Finish(ProductState.Acknowledged, [new(ProductKind.Standard, i)]);
                    _ = state.Ended.Add(i);
                }
                rewrites += store.LogBytes < length ? 1 : 0;
            }
        }
        catch (PowerCutException)
        {
            return 0;
        }
        var operations = _disk.Operations;
        _disk.Delete("/d/p.rrj");
        return operations;
    }

    [Fact]
    public void FullDisk_TheLeastLeaves_NothingThrows()
    {
        var disk = new FullDisk(_disk) { Room = 1200 };
        using var store = new ProductStore(disk, new ProductStoreOptions { Path = "/d/p.rrj", SyncAtOnce = 3 });
        for (uint i = 1; i <= 20; i++)
            store.Add(Product(i) with { Bin = (byte)(i % 3) });
        Assert.True(store.WriteFailures > 0);
        Assert.InRange(store.Held.Count, 1, 7);
        Assert.Equal(20, store.Held.Count + store.Count(ProductState.Expired));
        Assert.All(store.Held, product => Assert.Equal(0, product.Stored.Bin)); // seven of these came, and they stay
        disk.Room = long.MaxValue;
        Assert.True(store.Add(Product(100)));
        Assert.True(store.Find(new(ProductKind.Standard, 100))!.IsDurable);
    }

    [Fact]
    public void TinySequence_IsFoundByItsEnd()
    {
        using var store = Open();
        store.Add(Product(5_000_000) with { Key = new(ProductKind.Tiny, 5_000_000) });
        Assert.Single(store.Finish(ProductState.Acknowledged, [new(ProductKind.Tiny, 5_000_000 % TinyProduct.SequenceModulus)]));
    }

    ProductStore Open(int bytes = 1 << 20) => new(_disk, new ProductStoreOptions { Path = "/d/p.rrj", MaximumBytes = bytes });

    static StoredProduct Product(uint sequence) => new(new(ProductKind.Standard, sequence), 1, 0.5f, sequence, 3, 0.5f, new byte[64], new byte[100]);

    static StoredProduct Large(uint sequence)
    {
        var body = new byte[1400];
        new Random((int)sequence).NextBytes(body);
        return new(new(ProductKind.Standard, sequence), 1, 0.5f, sequence, 3, 0.5f, new byte[64], body);
    }

    /// <summary>A disk on which all files together may hold so many bytes.</summary>
    sealed class FullDisk(SimulatedDisk disk) : IStorage
    {
        public long Room { get; set; }

        public void MakeFolder(string folder) => disk.MakeFolder(folder);

        public IReadOnlyList<string> List(string folder) => disk.List(folder);

        public bool Exists(string path) => disk.Exists(path);

        public byte[] Read(string path, int maximumBytes) => disk.Read(path, maximumBytes);

        public IStorageFile Open(string path) => new LimitedFile(this, disk.Open(path));

        public void Rename(string from, string to) => disk.Rename(from, to);

        public void Delete(string path) => disk.Delete(path);

        public void SyncFolder(string folder) => disk.SyncFolder(folder);

        sealed class LimitedFile(FullDisk owner, IStorageFile file) : IStorageFile
        {
            public long Length => file.Length;

            public void Write(long offset, ReadOnlySpan<byte> bytes)
            {
                if (offset + bytes.Length > owner.Room)
                    throw new IOException("no space left on device");
                file.Write(offset, bytes);
            }

            public void SetLength(long length) => file.SetLength(length);

            public void Sync() => file.Sync();

            public void Dispose() => file.Dispose();
        }
    }
}
