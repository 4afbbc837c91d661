using RoverRaman.Ground.Heads;
using RoverRaman.Heads;

namespace RoverRaman.Ground.Tests.Heads;

/// <summary>Fitting on synthetic features: what must be learnt is learnt, and what must stay stays.</summary>
public class HeadFitterTest
{
    const int Size = 32;

    static readonly HeadManifest Frame = new()
    {
        HeadVersion = 5,
        BackboneSha256 = new string('a', 64),
        FeatureSize = Size,
        Preprocessing = "grid-200-1591-linear/1",
        Classes = [],
    };

    /// <summary>Spectra of classes, each around a direction of its own; unit length unless <paramref name="length"/> says otherwise.</summary>
    static List<Support> Spectra(int first, int classes, int each, int alignments = 1, float length = 1, float offset = 0, int seed = 0)
    {
        var support = new List<Support>();
        for (int k = first; k < first + classes; k++)
        {
            float[] centre = Vector(new Random(k));
            var random = new Random(1000 * seed + k + 77);
            for (int i = 0; i < each; i++)
                support.Add(new($"Mineral {k:00}", [.. Enumerable.Range(0, alignments).SelectMany(o => Unit(centre, Vector(random), o == alignments / 2 ? 0.9f : 2.5f).Select(value => length * value + offset))]));
        }
        return support;
    }

    static float[] Vector(Random random) => [.. Enumerable.Range(0, Size).Select(_ => random.NextSingle() - 0.5f)];

    static float[] Unit(float[] centre, float[] noise, float amount)
    {
        float[] sum = [.. centre.Zip(noise, (a, b) => a + amount * b)];
        float norm = MathF.Sqrt(sum.Sum(value => value * value));
        return [.. sum.Select(value => value / norm)];
    }

    static ushort Id(string name) => ushort.Parse(name[^2..], System.Globalization.CultureInfo.InvariantCulture);

    static double Accuracy(HeadPackage head, IReadOnlyList<Support> spectra) =>
        spectra.Average(spectrum => head.Manifest.Classes[HeadScores.Best(head, spectrum.Features)].Name == spectrum.ClassName ? 1.0 : 0);

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(3, 1, 0)]
    [InlineData(1, 40, 12)]
    public void Fit_FiveSpectraEach_NamesSpectraItHasNotSeen(int alignments, float length, float offset)
    {
        var head = new HeadFitter(new HeadFitOptions { GoldenChecks = 1 }).Fit(Frame, Spectra(0, 10, 5, alignments, length, offset), Id, TestContext.Current.CancellationToken);
        Assert.InRange(Accuracy(head, Spectra(0, 10, 20, alignments, length, offset, seed: 1)), 0.9, 1);
        Assert.Equal(10, head.Manifest.GoldenChecks.Count);
        Assert.All(HeadPackage.Read(head.ToBytes()).Manifest.GoldenChecks, check => Assert.True(check.Holds(head)));
    }

    [Fact]
    public void Fit_Twice_GivesTheSameBytes()
    {
        var fitter = new HeadFitter(new HeadFitOptions());
        Assert.Equal(
            fitter.Fit(Frame, Spectra(0, 4, 5), Id, TestContext.Current.CancellationToken).Hash(), fitter.Fit(Frame, Spectra(0, 4, 5), Id, TestContext.Current.CancellationToken).Hash());
    }

    [Fact]
    public void Extend_OneSpectrum_CountsAsMuchAsAnOldClassDoes()
    {
        var fitter = new HeadFitter(new HeadFitOptions());
        var known = Spectra(0, 10, 8);
        var old = fitter.Fit(Frame, known, Id, TestContext.Current.CancellationToken);
        // Close to an old class, whose spectra pull the other way.
        Support[] one = [new("Mineral 10", Unit(known[0].Features, Vector(new Random(10)), 0.5f))];
        var once = fitter.Extend(old, 6, one, known, Id, TestContext.Current.CancellationToken);
        var eightTimes = fitter.Extend(old, 6, [.. Enumerable.Repeat(one[0], 8)], known, Id, TestContext.Current.CancellationToken);
        Assert.All(once.Weights.Zip(eightTimes.Weights), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Extend_References_CountForHalfOfTheirClassHoweverManyTheyAre(bool regression)
    {
        var fitter = new HeadFitter(new HeadFitOptions { Regression = regression });
        var known = Spectra(0, 10, 8);
        var old = fitter.Fit(Frame, known, Id, TestContext.Current.CancellationToken);
        var measured = Spectra(10, 1, 1)[0];
        var reference = Spectra(10, 1, 1, seed: 5)[0] with { IsReference = true };
        var one = fitter.Extend(old, 6, [measured, reference], known, Id, TestContext.Current.CancellationToken);
        var seven = fitter.Extend(old, 6, [measured, .. Enumerable.Repeat(reference, 7)], known, Id, TestContext.Current.CancellationToken);
        Assert.All(one.Weights.Zip(seven.Weights), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
        var none = fitter.Extend(old, 6, [measured], known, Id, TestContext.Current.CancellationToken);
        Assert.Contains(one.Weights.Zip(none.Weights), pair => Math.Abs(pair.First - pair.Second) > 0.05);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Extend_OldRows_StayBitByBitAndLoseHalfAPointAtMost(bool regression)
    {
        var fitter = new HeadFitter(new HeadFitOptions { Regression = regression });
        var known = Spectra(0, 10, 8);
        var old = fitter.Fit(Frame, known, Id, TestContext.Current.CancellationToken);
        var head = fitter.Extend(old, 6, Spectra(20, 3, 5), known, Id, TestContext.Current.CancellationToken);
        Assert.Equal(old.Weights, head.Weights[..old.Weights.Length]);
        Assert.Equal(old.Manifest.Classes, head.Manifest.Classes.Take(10));
        Assert.Equal((6u, 13), (head.Manifest.HeadVersion, head.Manifest.Classes.Count));
        var test = Spectra(0, 10, 40, seed: 2);
        Assert.InRange(Accuracy(head, test), Accuracy(old, test) - 0.005, 1);
        Assert.InRange(Accuracy(head, Spectra(20, 3, 40, seed: 2)), 0.85, 1);
    }

    [Fact]
    public void Extend_AClassThatIsThere_KeepsItsId()
    {
        var fitter = new HeadFitter(new HeadFitOptions());
        var old = fitter.Fit(Frame, Spectra(0, 4, 5), Id, TestContext.Current.CancellationToken);
        var head = fitter.Extend(old, 6, Spectra(2, 1, 5, seed: 3), [], _ => 99, TestContext.Current.CancellationToken);
        Assert.Equal([0, 1, 3, 2], head.Manifest.Classes.Select(name => (int)name.Id));
        var delta = HeadDelta.Between(old, head, HeadWeightEncoding.Float32);
        Assert.Equal([DeltaChange.Replace], delta.Rows.Select(row => row.Change));
        Assert.Equal(old.Manifest.Classes, delta.Apply(old).Manifest.Classes);
    }

    [Fact]
    public void Fit_OneClassAlone_SaysWhatToDo() =>
        Assert.Contains("head extend", Assert.Throws<HeadFitException>(() => new HeadFitter(new HeadFitOptions()).Fit(Frame, Spectra(0, 1, 5), Id)).Message, StringComparison.Ordinal);

    [Fact]
    public void Experiment_SeparableClasses_AreLearntAndCounted()
    {
        var samples = Spectra(0, 12, 10).Select((spectrum, i) => new TransferSample(spectrum.ClassName, spectrum.Features, i % 5, null)).ToList();
        var experiment = new TransferExperiment(new HeadFitter(new HeadFitOptions { Regression = false }), Frame, samples, [], 1);
        var alone = experiment.NewOnly(4, 3, TestContext.Current.CancellationToken);
        Assert.Equal((4, 0, 3, 120), (alone.NewClasses, alone.Shots, alone.Draws, alone.Tested));
        Assert.InRange(alone.New, 0.85, 1);
        Assert.True(double.IsNaN(alone.Floor));
        var among = experiment.Generalised(4, 3, 2, TestContext.Current.CancellationToken);
        Assert.Equal((16, 32), (among.Tested, among.OldTested));
        Assert.InRange(among.OldAfter, among.OldBefore - 0.1, among.OldBefore);
        Assert.Throws<HeadFitException>(() => experiment.NewOnly(13, 1));
    }

    [Fact]
    public void Experiment_References_AreNotCountedAsShots()
    {
        // One shot of a spectrum that shows nothing; the references show the mineral.
        var random = new Random(3);
        TransferSample[] samples = [.. Spectra(0, 8, 10).Select((spectrum, i) =>
            new TransferSample(spectrum.ClassName, i % 5 == 0 ? spectrum.Features : Unit(new float[Size], Vector(random), 1), i % 5, null))];
        // A single reference is too noisy to name much.
        Support[] references = [.. Enumerable.Range(0, 8 * 30).Select(i => new Support($"Mineral {i % 8:00}", Unit(Vector(new Random(i % 8)), Vector(random), 1.6f)) { IsReference = true })];
        var fitter = new HeadFitter(new HeadFitOptions { Regression = false });
        double with = new TransferExperiment(fitter, Frame, samples, references, 1).Generalised(4, 1, 1, TestContext.Current.CancellationToken).New;
        double without = new TransferExperiment(fitter, Frame, samples, [], 1).Generalised(4, 1, 1, TestContext.Current.CancellationToken).New;
        Assert.InRange(with, 0.85, 1);
        Assert.InRange(without, 0, 0.6);
    }

    [Fact]
    public void Experiment_SpectraWithoutAPeak_AreCountedApart()
    {
        // The floor names the usable ones alone; in every fold one of four classes is without a peak.
        TransferSample[] samples = [.. Spectra(0, 4, 10).Select((spectrum, i) =>
            new TransferSample(spectrum.ClassName, spectrum.Features, i % 5, [i % 4 == 0 ? "Mineral 99" : spectrum.ClassName]) { IsUsable = i % 4 != 0 })];
        var result = new TransferExperiment(new HeadFitter(new HeadFitOptions { Regression = false }), Frame, samples, [], 1).NewOnly(4, 1, TestContext.Current.CancellationToken);
        Assert.Equal((40, 0.75, 0.75), (result.Tested, result.Floor, result.Usable.Share));
        Assert.Equal(1, result.Usable.Floor);
        Assert.InRange(result.Usable.New, 0.85, 1);
    }

    /// <summary>A common value far larger than the others, and different in every spectrum: what it is must not matter.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Extend_CommonValue_KeepsItsWeightAndChangesNothingElse(bool regression)
    {
        var layout = new FeatureLayout((1, Size), (1, 1));
        var frame = Frame with { FeatureSize = layout.Size, Layout = layout };
        var random = new Random(4);
        Support WithCommon(Support spectrum) => new(spectrum.ClassName, [.. spectrum.Features, 40 * random.NextSingle() - 20]);
        var fitter = new HeadFitter(new HeadFitOptions { Regression = regression });
        var cancellation = TestContext.Current.CancellationToken;

        var plain = fitter.Extend(fitter.Fit(Frame, Spectra(0, 6, 8), Id, cancellation), 6, Spectra(20, 2, 5), Spectra(0, 6, 8), Id, cancellation);
        var old = fitter.Fit(frame, [.. Spectra(0, 6, 8).Select(WithCommon)], Id, cancellation);
        var wide = fitter.Extend(old, 6, [.. Spectra(20, 2, 5).Select(WithCommon)], [.. Spectra(0, 6, 8).Select(WithCommon)], Id, cancellation);
        Assert.All(wide.Weights.Chunk(layout.Size), row => Assert.Equal(FeatureGroup.CommonWeight, row[^1]));
        foreach (var (row, expected) in wide.Weights.Chunk(layout.Size).Zip(plain.Weights.Chunk(Size)))
            Assert.Equal(expected, row[..^1], (a, b) => Math.Abs(a - b) < 1e-3f);
    }
}
