using RoverRaman.Heads;
using RoverRaman.Spectra;
using RoverRaman.TestSupport;
using RoverRaman.Training.Tests;

namespace RoverRaman.Cli.Tests;

/// <summary>A mineral's way from a few spectra to a signed delta, as a ground team walks it.</summary>
public sealed class HeadVerbTests(TrainedModelFixture model)
{
    [Fact]
    public async Task Head_ExtendDiffVerifyApply_EndAtTheHeadThatWasSigned()
    {
        string spectra = New(), head = model.File("new.rrhead"), delta = model.File("new.rrdelta"), key = model.File("ops.key"), ring = model.File("ring.pem"), applied = model.File("applied.rrhead");
        string old = Path.Combine(model.Model, "head.rrhead");
        await Ok("head", "keygen", "--name", "ops", "--out", key, "--ring", ring);
        var extended = await Ok("head", "extend", "--model", model.Model, "--data", spectra, "--old", model.Csv, "--out", head, "--json");
        Assert.Equal(6, (int)extended.Json["classes"]!);
        await Ok("head", "diff", old, head, "--key", key, "--out", delta);
        var verified = await Ok("head", "verify", delta, "--keys", ring, "--model", model.Model, "--json");
        Assert.True((bool)verified.Json["ok"]!);
        var shown = await Ok("head", "show", delta, "--json");
        var result = await Ok("head", "apply", old, delta, "--keys", ring, "--out", applied, "--json");
        Assert.Equal((string)shown.Json["target_sha256"]!, (string)result.Json["sha256"]!);
        Assert.Equal("Newmineral", HeadPackage.Read(await File.ReadAllBytesAsync(applied, TestContext.Current.CancellationToken)).Manifest.Classes[^1].Name);
    }

    [Fact]
    public async Task Extend_Library_TakesReferencesOfTheNewMineralThatAreNotItsMeasurements()
    {
        var minerals = SyntheticMinerals.Create(6, 9);
        var named = minerals.Spectra.Where(spectrum => spectrum.ClassName == minerals.Classes[^1]).Select(spectrum => spectrum with { ClassName = "Newmineral" }).ToArray();
        // Two measured; the library holds one of them again, others, and a mineral that nobody asked for.
        string measured = SyntheticMinerals.WriteCsv(new SpectrumDataSet(named[..2]), model.File("measured.csv"));
        string library = SyntheticMinerals.WriteCsv(new SpectrumDataSet([.. named[1..], .. minerals.Spectra.Where(spectrum => spectrum.ClassName == minerals.Classes[0])]), model.File("library.csv"));
        var extended = await Ok("head", "extend", "--model", model.Model, "--data", measured, "--library", library, "--out", model.File("referenced.rrhead"), "--json");
        var fitted = Assert.Single(extended.Json["fitted"]!.AsArray())!;
        Assert.Equal(("Newmineral", 2), ((string)fitted["class"]!, (int)fitted["spectra"]!));
        Assert.InRange((int)fitted["references"]!, 1, 7);
        Assert.Contains("left out because they show a measurement", extended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rover-raw")]
    [InlineData("rover-clean")]
    [InlineData("rover-library")]
    public async Task ExtendAndDiff_OfAShippedModel_OneMineralMoreGoesUpInSixHundredBytes(string name)
    {
        string shipped = Path.Combine(TestPaths.Repository, "models", name), old = Path.Combine(shipped, "head.rrhead");
        string head = model.File($"{name}.rrhead"), delta = model.File($"{name}.rrdelta"), key = model.File($"{name}.key"), ring = model.File($"{name}.pem");
        await Ok("head", "keygen", "--name", "ops", "--out", key, "--ring", ring);
        await Ok("head", "extend", "--model", shipped, "--data", New(), "--out", head);
        await Ok("head", "diff", old, head, "--key", key, "--out", delta);
        Assert.InRange(new FileInfo(delta).Length, 200, 600);
        await Ok("head", "verify", delta, "--keys", ring, "--model", shipped, "--capacity", "2000");
        var applied = await Ok("head", "apply", old, delta, "--keys", ring, "--out", model.File($"{name}-applied.rrhead"), "--json");
        var before = HeadPackage.Read(await File.ReadAllBytesAsync(old, TestContext.Current.CancellationToken)).Manifest.Classes.Count;
        Assert.Equal(before + 1, HeadPackage.Read(await File.ReadAllBytesAsync(model.File($"{name}-applied.rrhead"), TestContext.Current.CancellationToken)).Manifest.Classes.Count);
        Assert.NotNull(applied.Json["sha256"]);
    }

    [Fact]
    public async Task Verify_ChangedByte_ExitsOneWithItsReason()
    {
        string key = model.File("ops2.key"), ring = model.File("ring2.pem"), signed = model.File("signed.rrhead");
        await Ok("head", "keygen", "--name", "ops", "--out", key, "--ring", ring);
        await Ok("head", "sign", Path.Combine(model.Model, "head.rrhead"), "--key", key, "--out", signed);
        byte[] bytes = await File.ReadAllBytesAsync(signed, TestContext.Current.CancellationToken);
        bytes[200] ^= 1;
        await File.WriteAllBytesAsync(signed, bytes, TestContext.Current.CancellationToken);
        var refused = await CommandResult.Of("head", "verify", signed, "--keys", ring, "--json");
        Assert.Equal((1, "BadSignature", 12), (refused.Code, (string)refused.Json["reason"]!, (int)refused.Json["code"]!));
        Assert.Contains("refused, BadSignature (12)", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Order_Teach_FitsTheUplink()
    {
        var order = await Ok("head", "order", "teach", "--class", "Brucite", "--id", "200", "--head-version", "9", "--spectra", "4711", "4715", "4720", "--out", model.File("b.rrorder"), "--json");
        Assert.InRange((int)order.Json["bytes_signed"]!, 1, 64);
    }

    [Fact]
    public async Task Keygen_FileThatIsThere_IsNeverOverwritten()
    {
        string key = model.File("kept.key");
        await File.WriteAllTextAsync(key, "precious", TestContext.Current.CancellationToken);
        Assert.Equal(1, (await CommandResult.Of("head", "keygen", "--name", "x", "--out", key, "--ring", model.File("ring3.pem"))).Code);
        Assert.Equal("precious", await File.ReadAllTextAsync(key, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("head", "pack", "x.rrhead", "--range", "5", "--out", "y")]
    [InlineData("head", "sign", "x.rrhead", "--out", "y")]
    [InlineData("head", "order", "revoke", "--key-id", "zz", "--counter", "1", "--out", "y")]
    public async Task Head_CommandLineThatCannotBe_IsAUsageError(params string[] args)
    {
        string[] real = [.. args.Select(arg => arg == "x.rrhead" ? Path.Combine(model.Model, "head.rrhead") : arg)];
        Assert.Equal(2, (await CommandResult.Of(real)).Code);
    }

    [Fact]
    public async Task Goldens_KeepWhatTheModelNamesSurely_AndFlipBitsUsesThem()
    {
        var copy = model.File("with-goldens");
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.EnumerateFiles(model.Model))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)), overwrite: true);
        Assert.Equal(2, (await CommandResult.Of("head", "flip-bits", "--model", copy)).Code); // no spectra given, none there
        var made = await Ok("head", "goldens", "--model", copy, "--data", model.Csv, "--per-class", "1", "--json");
        Assert.InRange((int)made.Json["kept"]!, 1, 5);
        Assert.Equal((int)made.Json["classes"]!, (int)made.Json["kept"]!);
        Assert.Equal((int)made.Json["kept"]!, DataSource.Load(Path.Combine(copy, "golden.csv.gz")).DataSet.Spectra.Count);
        var none = await CommandResult.Of("head", "goldens", "--model", copy, "--data", New());
        Assert.Equal(2, none.Code);
        Assert.Contains("names rightly and surely", none.Error, StringComparison.Ordinal);
        var flipped = await Ok("head", "flip-bits", "--model", copy, "--every", "9973", "--json");
        Assert.Equal((0, 0), ((int)flipped.Json["weights"]!["wrong"]!, (int)flipped.Json["weights"]!["never_found"]!));
        Assert.Equal((int)flipped.Json["tables"]!["bits"]!, (int)flipped.Json["tables"]!["found_at_once"]!);
    }

    string New()
    {
        var minerals = SyntheticMinerals.Create(6, 5);
        var last = new SpectrumDataSet([.. minerals.Spectra.Where(spectrum => spectrum.ClassName == minerals.Classes[^1]).Select(spectrum => spectrum with { ClassName = "Newmineral" })]);
        return SyntheticMinerals.WriteCsv(last, model.File("new.csv"));
    }

    static async Task<CommandResult> Ok(params string[] args)
    {
        var result = await CommandResult.Of(args);
        Assert.True(result.Code == 0, result.Error);
        return result;
    }
}
