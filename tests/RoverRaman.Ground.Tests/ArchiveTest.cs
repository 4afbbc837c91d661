using RoverRaman.Wire;

namespace RoverRaman.Ground.Tests;

/// <summary>The archive: each product once, in any order, in either database.</summary>
public sealed class ArchiveTest : IDisposable
{
    readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Products_InAnyOrderAndTwice_AreThereOnce_AndTheBestTierTells() => Check(_folder["a.db"]);

    [Fact]
    public void Postgres_TheSame()
    {
        string? store = Environment.GetEnvironmentVariable("ROVERRAMAN_TEST_POSTGRES");
        Assert.SkipWhen(store is null, "no server: set ROVERRAMAN_TEST_POSTGRES to postgres://USER:PASSWORD@HOST:PORT/DATABASE of an empty database");
        Check(store);
    }

    static void Check(string store)
    {
        var spectrum = Made.Spectrum(1);
        using (var archive = new ProductArchive(store))
        {
            archive.Add(new(new(ProductKind.Peaks, 9), 5, Made.Body(ProductKind.Peaks, 9, spectrum)));
            archive.Add(new(new(ProductKind.Tiny, 9), 6, Made.Body(ProductKind.Tiny, 9, spectrum)));
            archive.Add(new(new(ProductKind.Peaks, 9), 7, Made.Body(ProductKind.Peaks, 9, spectrum)));
            archive.Add(new(new(ProductKind.Near, 4), 8, Made.Body(ProductKind.Near, 4, spectrum)));
            Assert.Equal(3, archive.Commit().Count);
            Assert.Empty(archive.Commit());
        }
        using var again = new ProductArchive(store);
        Assert.Equal((3, 9u), (again.Count, again.HighestSequence));
        Assert.Equal(5, again.Find(new(ProductKind.Peaks, 9))!.ReceivedMilliseconds);
        Assert.Null(again.Find(new(ProductKind.Peaks, 4)));
        Assert.Equal([new SequenceRange(1, 3), new SequenceRange(5, 8)], again.Gaps());
        Assert.Equal(SpectrumCodec.Points, again.Find(new(ProductKind.Near, 4))!.Spectrum!.Length);
    }

    [Theory]
    [InlineData(5, 16, 3, 5)]
    [InlineData(1, 16, 30, 33)]
    [InlineData(15, 16, 33, 31)]
    [InlineData(15, 16, 0, 15)]
    public void Sequence_OfASmallTier_IsTheNearest(uint kept, uint modulus, uint reference, uint expected) =>
        Assert.Equal(expected, SequenceExpansion.Nearest(kept, modulus, reference));

    [Fact]
    public void Store_ThatIsNone_IsRefusedByName()
    {
        Assert.Contains("no-folder", Assert.Throws<DownlinkException>(() => new ProductArchive(Path.Combine(_folder["no-folder"], "a.db"))).Message, StringComparison.Ordinal);
        Assert.Contains("postgres://", Assert.Throws<DownlinkException>(() => new ProductArchive("postgres://host")).Message, StringComparison.Ordinal);
    }
}
