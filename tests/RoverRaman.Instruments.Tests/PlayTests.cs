using System.IO.Compression;
using RoverRaman.Emulator;
using RoverRaman.Instruments.Obp;
using RoverRaman.Spectra;
using RoverRaman.TestSupport;

namespace RoverRaman.Instruments.Tests;

/// <summary>What the emulator plays: the table, measured spectra, their order, and how they look through the driver.</summary>
public sealed class PlayTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("rover-raman-play-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void BuiltIn_Table_HoldsThirtyMineralsAndEveryPeakNamesItsSource()
    {
        Assert.InRange(MineralTable.BuiltIn.Count, 30, 1000);
        Assert.Equal(MineralTable.BuiltIn.Count, MineralTable.BuiltIn.Select(mineral => mineral.Name).Distinct().Count());
        foreach (var peak in MineralTable.BuiltIn.SelectMany(mineral => mineral.Peaks))
        {
            Assert.Matches("^RRUFF [RX][0-9]{6} (514|532|780|785) nm$", peak.Source);
            Assert.InRange(peak.Shift, 140, 1660);
            Assert.InRange(peak.Relative, 0.01, 1);
        }
    }

    [Fact]
    public void WriteSpectra_BuiltIn_IsAGridCsvOfEveryMineral()
    {
        var file = Path.Combine(_folder, "table.csv");
        Assert.Equal(0, EmulatorCommand.Run(["--write-spectra", file], CancellationToken.None));
        var spectra = DataSource.Load(file).DataSet.Spectra;
        Assert.Equal(MineralTable.BuiltIn.Select(mineral => mineral.Name), spectra.Select(spectrum => spectrum.ClassName));
        var quartz = spectra.First(spectrum => spectrum.ClassName == "Quartz").Intensities;
        Assert.Equal(464, Grid.First + Array.IndexOf(quartz, quartz.Max()));
    }

    // Strongest bands as textbooks give them: RRUFF's own figures must not be far from these.
    [Theory]
    [InlineData("Quartz", 464)]
    [InlineData("Calcite", 1086)]
    [InlineData("Diamond", 1332)]
    [InlineData("Gypsum", 1008)]
    [InlineData("Zircon", 1008)]
    [InlineData("Corundum", 417)]
    [InlineData("Fluorapatite", 965)]
    public void BuiltIn_StrongestPeak_StandsWhereTextbooksHaveIt(string name, double shift)
    {
        var mineral = MineralTable.BuiltIn.Single(mineral => mineral.Name == name);
        Assert.InRange(mineral.Peaks.MaxBy(peak => peak.Relative).Shift, shift - 5, shift + 5);
    }

    [Theory]
    [InlineData("Quartz,464,1,8")]
    [InlineData("Quartz,464,0,8,x")]
    [InlineData("Quartz,NaN,1,8,x")]
    [InlineData("Quartz,464,1,-8,x")]
    public void Parse_BadLine_IsNamed(string line)
    {
        var error = Assert.Throws<FormatException>(() => MineralTable.Parse(new StringReader($"# comment\nQuartz,206,0.5,10,x\n{line}\n")));
        Assert.Contains("line 3", error.Message, StringComparison.Ordinal);
        Assert.Contains(line, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_TwoRounds_EveryMineralOnceBeforeAnyAgain()
    {
        PlayableSpectrum[] spectra = [.. from mineral in Enumerable.Range(0, 10) from copy in Enumerable.Range(0, 3) select Flat($"m{mineral}", $"s{mineral}.{copy}")];
        var player = new SpectrumPlayer(spectra, seed: 5, count: 30);
        string[] minerals = [.. Enumerable.Range(0, 30).Select(_ => player.Next().Mineral)];
        Assert.All(minerals.Chunk(10), round => Assert.Equal(10, round.Distinct().Count()));
        Assert.True(player.Finished);
    }

    [Fact]
    public void Next_SameSeedSameOrder_OtherSeedOtherOrder()
    {
        Assert.Equal(Order(3), Order(3));
        Assert.NotEqual(Order(3), Order(4));
        static string[] Order(int seed)
        {
            var player = new SpectrumPlayer(Playlist.BuiltIn(), seed);
            return [.. Enumerable.Range(0, 40).Select(_ => player.Next().Mineral)];
        }
    }

    [Theory]
    [InlineData(785, 0, 464)]
    [InlineData(785, 12, 476)]
    [InlineData(532, 0, 464)]
    public void Acquire_Quartz_PeakStandsAtItsShiftOnTheGrid(double laser, double drift, double expected)
    {
        PlayableSpectrum[] quartz = [.. Playlist.BuiltIn().Where(spectrum => spectrum.Mineral == "Quartz")];
        var sts = new VirtualSts(new Detector(new DetectorOptions { LaserNanometres = laser, Shift = drift, Fluorescence = 0.3 }), new SpectrumPlayer(quartz, 1));
        using var instrument = VirtualInstrument.OnPty(sts: sts);
        using var spectrometer = StsSpectrometer.Attach(Transports.TransportAddress.Parse(instrument.Address), new StsOptions { IntegrationTime = TimeSpan.FromMilliseconds(50), Client = new ObpClientOptions { Margin = TimeSpan.FromSeconds(10) } });
        var converter = new FrameConverter(spectrometer.Info, laser);
        float[] counts = new float[1024], grid = new float[Grid.Count];
        var dark = spectrometer.Acquire(counts, default);
        converter.SetDark(counts, dark.IntegrationTime);
        spectrometer.SetExcitation(true, default);
        var frame = spectrometer.Acquire(counts, default);
        Assert.Equal(QualityFlags.None, converter.Convert(counts, frame.IntegrationTime, grid));
        Assert.InRange(Grid.First + Array.IndexOf(grid, grid.Max()), expected - 2, expected + 2);
    }

    [Fact]
    public void FromData_HeldOutList_PlaysOnlyThose()
    {
        foreach (var name in new[] { "Quartz/a.txt", "Quartz/b.txt", "Calcite/c.txt" })
        {
            Directory.CreateDirectory(Path.Combine(_folder, Path.GetDirectoryName(name)!));
            File.WriteAllLines(Path.Combine(_folder, name), Enumerable.Range(200, 1000).Select(shift => $"{shift}\t{Math.Abs(shift - 500)}"));
        }
        var all = Playlist.FromData(_folder, heldOutOf: null);
        Assert.Equal(3, all.Count);
        var model = Directory.CreateDirectory(Path.Combine(_folder, "..", Path.GetFileName(_folder) + "-model")).FullName;
        try
        {
            File.WriteAllText(Path.Combine(model, "model.json"), $$"""{ "held_out": ["{{all[1].Source}}"] }""");
            Assert.Equal(all[1].Source, Assert.Single(Playlist.FromData(_folder, model)).Source);
            File.WriteAllText(Path.Combine(model, "model.json"), """{ "held_out": ["other"] }""");
            Assert.Contains("not trained on", Assert.Throws<InvalidDataException>(() => Playlist.FromData(_folder, model)).Message, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(model, "model.json"), """{ "classes": [] }""");
            Assert.Contains("held_out", Assert.Throws<InvalidDataException>(() => Playlist.FromData(_folder, model)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(model, recursive: true);
        }
        Assert.Contains("model.json", Assert.Throws<InvalidDataException>(() => Playlist.FromData(_folder, model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromData_RruffFiles_PlaysThemUnderTheirNames()
    {
        var zip = TestPaths.Data("rruff/excellent_unoriented.zip");
        Assert.SkipUnless(zip is not null, "the RRUFF zip is not beside this checkout");
        using (var archive = ZipFile.OpenRead(zip!))
            foreach (var entry in archive.Entries.Where(entry => entry.Name.StartsWith("Quartz__", StringComparison.Ordinal)))
                entry.ExtractToFile(Path.Combine(_folder, entry.Name));
        var spectra = Playlist.FromData(_folder, heldOutOf: null);
        Assert.NotEmpty(spectra);
        Assert.All(spectra, spectrum => Assert.Equal("Quartz", spectrum.Mineral));
        Assert.All(spectra, spectrum => Assert.InRange(spectrum.Values.Max(), 0.999f, 1.001f));
        Assert.All(spectra, spectrum => Assert.InRange(spectrum.First + Array.IndexOf(spectrum.Values, spectrum.Values.Max()), 460, 468));
    }

    static PlayableSpectrum Flat(string mineral, string source) => new(mineral, source, 200, 1, [1, 1]);
}
