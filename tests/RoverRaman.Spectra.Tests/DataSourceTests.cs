using System.IO.Compression;

namespace RoverRaman.Spectra.Tests;

public sealed class DataSourceTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    string Zip(params (string Name, byte[] Bytes)[] members)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in members)
            {
                using var member = archive.CreateEntry(name, name.Contains("stored") ? CompressionLevel.NoCompression : CompressionLevel.Fastest).Open();
                member.Write(bytes);
            }
        return _folder.File("data.zip", stream.ToArray());
    }

    static byte[] Good(string mineral) => Sample.Bytes(Sample.Rruff(mineral, mineral));

    static byte[] Gzip(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return stream.ToArray();
    }

    // Overwrites bytes in the middle of a member's data.
    static void Damage(string zip, string member)
    {
        var bytes = File.ReadAllBytes(zip);
        var at = bytes.AsSpan().IndexOf(Sample.Bytes(member)) + member.Length + 1000;
        for (var i = at; i < at + 20; i++)
            bytes[i] ^= 0x55;
        File.WriteAllBytes(zip, bytes);
    }

    [Fact]
    public void Load_ZipWithBadMembers_RefusesThemByNameAndKeepsTheOthers()
    {
        var zip = Zip(
            ("b.txt", Good("Beryl")), ("a.txt", Good("Albite")), ("folder/", []), ("__MACOSX/a.txt", [0, 1]), ("empty.txt", []),
            ("binary.dat", [1, 2, 3]), ("cut.txt", Sample.Bytes(Sample.Rruff(end: ""))), ("one.txt", Sample.Bytes("300 1\n")),
            ("nan.txt", Sample.Bytes("300 1\n400 NaN\n")), ("far.txt", Sample.Bytes("3000 1\n3001 2\n")), ("Talc/t1.txt", Sample.Bytes(Sample.Points(";", "\n"))));
        var result = DataSource.Load(zip);

        Assert.Equal(["Talc/t1.txt", "a.txt", "b.txt"], result.DataSet.Spectra.Select(spectrum => spectrum.Source));
        Assert.Equal(["Albite", "Beryl", "Talc"], result.DataSet.Classes);
        Assert.Equal(
            [
                ("binary.dat", SpectrumFault.Binary), ("cut.txt", SpectrumFault.Truncated), ("empty.txt", SpectrumFault.Empty),
                ("far.txt", SpectrumFault.OutOfRange), ("nan.txt", SpectrumFault.NotFinite), ("one.txt", SpectrumFault.TooFewPoints),
            ],
            result.Refused.Select(refused => (refused.Source, refused.Reason)));
    }

    [Theory]
    [InlineData("deflated.txt")]
    [InlineData("stored.txt")]
    public void Load_ZipWithDamagedMember_RefusesThatOne(string damaged)
    {
        var zip = Zip(("a.txt", Good("Albite")), (damaged, Good("Beryl")), ("z.txt", Good("Zircon")));
        Damage(zip, damaged);
        var result = DataSource.Load(zip);

        Assert.Equal(["Albite", "Zircon"], result.DataSet.Classes);
        Assert.Equal((damaged, SpectrumFault.BrokenArchive), result.Refused.Select(refused => (refused.Source, refused.Reason)).Single());
    }

    [Fact]
    public void Load_ZipFlippedAtAnyByte_NeverChangesASpectrumSilently()
    {
        var zip = Zip(("a.txt", Sample.Bytes("300 1\n400 2\n500 3\n")), ("b.txt", Sample.Bytes("300 4\n400 5\n500 6\n")));
        var bytes = File.ReadAllBytes(zip);
        var allowed = DataSource.Load(zip).DataSet.Spectra.Select(spectrum => spectrum.Intensities[150]).ToArray();
        for (var i = 0; i < bytes.Length; i++)
        {
            var copy = (byte[])bytes.Clone();
            copy[i] ^= 0x10;
            File.WriteAllBytes(zip, copy);
            try
            {
                Assert.All(DataSource.Load(zip).DataSet.Spectra, spectrum => Assert.Contains(spectrum.Intensities[150], allowed));
            }
            catch (SpectrumFormatException)
            {
            }
        }
    }

    [Fact]
    public void Load_ZipCutShort_IsABrokenArchive()
    {
        var zip = Zip(("a.txt", Good("Albite")));
        File.WriteAllBytes(zip, File.ReadAllBytes(zip)[..^10]);

        Assert.Equal(SpectrumFault.BrokenArchive, Sample.Refused(() => DataSource.Load(zip)).Reason);
    }

    [Fact]
    public void Load_HugeMember_IsRefusedBeforeItIsStored()
    {
        var zip = Zip(("a.txt", Good("Albite")), ("bomb.txt", new byte[64 << 20]));
        // Other tests allocate meanwhile: the least of some rounds counts.
        Assert.InRange(Enumerable.Range(0, 5).Min(_ => Load(zip)), 0, 32 << 20);

        static long Load(string zip)
        {
            var before = GC.GetTotalAllocatedBytes();
            var result = DataSource.Load(zip, options: new LoadOptions { MaxFileBytes = 1 << 20 });
            Assert.Equal(SpectrumFault.TooLarge, Assert.Single(result.Refused).Reason);
            return GC.GetTotalAllocatedBytes() - before;
        }
    }

    [Fact]
    public void Load_TooManyBytesInAll_RefusesTheRest()
    {
        var zip = Zip([.. Enumerable.Range(0, 200).Select(i => ($"{i:000}.txt", Good("Albite")))]);
        var result = DataSource.Load(zip, options: new LoadOptions { MaxTotalBytes = 100_000 });

        Assert.Equal(200, result.DataSet.Spectra.Count + result.Refused.Count);
        Assert.InRange(result.Refused.Count, 100, 195);
        Assert.All(result.Refused, refused => Assert.Equal(SpectrumFault.TooLarge, refused.Reason));
    }

    [Fact]
    public void Load_Folder_TakesClassesFromHeadersNamesAndSubfolders()
    {
        _ = _folder.File("x/Albite/1.txt", Sample.Points(" ", "\n"));
        _ = _folder.File("x/Albite/2.csv", Sample.Points(",", "\n"));
        _ = _folder.File("x/Beryl/1.txt.gz", Gzip(Sample.Bytes(Sample.Points("\t", "\n"))));
        _ = _folder.File("x/rruff.txt", Sample.Rruff("Calcite"));
        _ = _folder.File("x/Diopside__R1__Raman__532__0__u__Raman_Data_RAW__1.txt", Sample.Points(", ", "\n"));
        _ = _folder.File("x/unknown.txt", Sample.Points(", ", "\n"));
        _ = _folder.File("x/.hidden", "x");
        var result = DataSource.Load(Path.Combine(_folder.Path, "x"));

        Assert.Empty(result.Refused);
        Assert.Equal(["Albite", "Albite", "Beryl", "Diopside", "Calcite", null], result.DataSet.Spectra.Select(spectrum => spectrum.ClassName));
        Assert.Equal([null, null, null, "R1", "R040031", null], result.DataSet.Spectra.Select(spectrum => spectrum.SpecimenId));
    }

    [Fact]
    public void Load_FolderWithLinkLoop_Ends()
    {
        _ = _folder.File("x/Albite/1.txt", Sample.Points(" ", "\n"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "x/Albite/loop"), Path.Combine(_folder.Path, "x"));

        Assert.Single(DataSource.Load(Path.Combine(_folder.Path, "x")).DataSet.Spectra);
    }

    [Theory]
    [InlineData(RruffKind.Any, 3, 0)]
    [InlineData(RruffKind.Raw, 1, 2)]
    [InlineData(RruffKind.Processed, 1, 2)]
    public void Load_KindAskedFor_LeavesOutAndCountsTheOthers(RruffKind kind, int taken, int excluded)
    {
        var zip = Zip(("A__R1__Raman__532__0__u__Raman_Data_RAW__1.txt", Good("A")), ("A__R1__Raman__532__0__u__Raman_Data_Processed__2.txt", Good("A")), ("renamed.txt", Good("A")));
        var result = DataSource.Load(zip, options: new LoadOptions { Kind = kind });

        Assert.Equal((taken, excluded), (result.DataSet.Spectra.Count, result.Excluded));
    }

    [Fact]
    public void Load_ManyFiles_ReportsProgressToTheEnd()
    {
        var zip = Zip([.. Enumerable.Range(0, 50).Select(i => ($"{i}.txt", Good("Albite")))]);
        var reports = new System.Collections.Concurrent.ConcurrentBag<LoadProgress>();
        _ = DataSource.Load(zip, new Reporter(reports.Add));

        Assert.Equal(Enumerable.Range(1, 50), reports.Select(report => report.Done).Order());
        Assert.All(reports, report => Assert.Equal(50, report.Total));
    }

    [Fact]
    public void Load_Cancelled_Throws() =>
        Assert.ThrowsAny<OperationCanceledException>(() => DataSource.Load(Zip(("a.txt", Good("A"))), cancellation: new CancellationToken(canceled: true)));

    [Theory]
    [InlineData("", SpectrumFault.Empty)]
    [InlineData("300 1\n", SpectrumFault.TooFewPoints)]
    [InlineData("class,1,2,3\nA,1,2,3\n", SpectrumFault.BadHeader)]
    public void Load_OneBadFile_IsThrownWithItsName(string content, SpectrumFault expected)
    {
        var exception = Sample.Refused(() => DataSource.Load(_folder.File("bad.csv", content)));

        Assert.Equal(expected, exception.Reason);
        Assert.Contains("bad.csv", exception.Message);
    }

    [Fact]
    public void Load_NothingThere_IsUnreadable()
    {
        Assert.Equal(SpectrumFault.Unreadable, Sample.Refused(() => DataSource.Load(Path.Combine(_folder.Path, "none.zip"))).Reason);
        Assert.Equal(SpectrumFault.Unreadable, Sample.Refused(() => DataSource.LoadSpectrum(Path.Combine(_folder.Path, "none.txt"))).Reason);
        Assert.Equal(SpectrumFault.Unreadable, Sample.Refused(() => DataSource.LoadSpectrum(_folder.Path)).Reason);
    }

    [Fact]
    public void Load_EmptyFolderOrZip_HoldsNoFile()
    {
        Assert.Equal(SpectrumFault.Empty, Sample.Refused(() => DataSource.Load(_folder.Path)).Reason);
        Assert.Equal(SpectrumFault.Empty, Sample.Refused(() => DataSource.Load(Zip())).Reason);
    }

    [Fact]
    public void Load_GzipCutShort_IsRefused()
    {
        var whole = Gzip(Sample.Bytes(Sample.Points(" ", "\n")));

        foreach (var length in new[] { whole.Length - 1, whole.Length - 9, whole.Length / 2, 12, 2 })
            Assert.Equal(SpectrumFault.BrokenArchive, Sample.Refused(() => DataSource.Load(_folder.File("a.txt.gz", whole[..length]))).Reason);
    }

    [Fact]
    public void LoadSpectrum_RruffAndTwoColumns_KeepTheMeasuredPoints()
    {
        Assert.Equal(620, DataSource.LoadSpectrum(_folder.File("a.txt", Sample.Rruff())).Axis.Count);
        Assert.Equal(620, DataSource.LoadSpectrum(_folder.File("b.txt", Sample.Points(";", "\n"))).Axis.Count);
    }

    [Fact]
    public void LoadSpectrum_BadFile_NamesFileAndFault()
    {
        var path = _folder.File("bad.txt", "300 1\n400 NaN\n");
        var exception = Sample.Refused(() => DataSource.LoadSpectrum(path));

        Assert.Equal(SpectrumFault.NotFinite, exception.Reason);
        Assert.StartsWith(path, exception.Message);
    }

    sealed class Reporter(Action<LoadProgress> report) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value) => report(value);
    }
}
