using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Training.Explain;
using RoverRaman.Training.Tests.Rover;

namespace RoverRaman.Training.Tests.Explain;

public sealed class ExplainTests(TrainedRover trained)
{
    [Fact]
    public void Importance_OfANamedSpectrum_LiesOnItsPeaks()
    {
        using var classifier = Classifier.Open(trained.Model.Folder);
        var grid = trained.Minerals.Spectra[0].Intensities;
        var evidence = new ClassEvidence(classifier);
        var importance = Importance.Of(evidence, grid, 0);
        Assert.Equal(1, importance.Max(), 1e-6);
        var bands = Importance.Bands(importance, grid);
        Assert.NotEmpty(bands);
        // The invented minerals stand on a floor of 10 and their peaks reach some 500.
        Assert.True(grid[bands[0].Shift - Grid.First] > 100);
    }

    [Fact]
    public void Evidence_OfAllClasses_IsThatOfTheHeadSlot()
    {
        using var classifier = Classifier.Open(trained.Model.Folder);
        var grid = trained.Minerals.Spectra[7].Intensities;
        var all = new ClassEvidence(classifier).OfAll(grid);
        var temperature = trained.Model.Folder.Head.Manifest.Temperature;
        Assert.Equal(classifier.Identify(grid).UnknownScore, -Math.Log(all.Sum(value => Math.Exp(value / temperature))), 1e-2);
    }

    [Fact]
    public void Mixture_OfTwoMinerals_FindsBothWithTheirWeights()
    {
        using var classifier = Classifier.Open(trained.Model.Folder);
        var analysis = new MixtureAnalysis(classifier, trained.Minerals);
        var spectra = trained.Minerals.Spectra;
        float[] sum = [.. spectra[1].Intensities.Zip(spectra[13].Intensities, (first, second) => 0.7f * first / spectra[1].Intensities.Max() + 0.3f * second / spectra[13].Intensities.Max())];
        var found = analysis.Analyse(sum);
        Assert.Equal(["Mineral00", "Mineral02"], found.Take(2).Select(component => component.Mineral));
        Assert.Equal(1, found.Sum(component => component.Weight), 1e-6);
        Assert.InRange(found[0].Weight, 0.5, 0.85);
    }

    [Fact]
    public void Mixture_NoPeaks_IsEmpty()
    {
        using var classifier = Classifier.Open(trained.Model.Folder);
        Assert.Empty(new MixtureAnalysis(classifier, trained.Minerals).Analyse(new float[Grid.Count]));
    }

    [Fact]
    public void Drawing_HostileTitle_IsEscaped()
    {
        var svg = ExplanationDrawing.Svg("<script>", "a & b", new float[Grid.Count], new float[Grid.Count], [new Band(400, 1)]);
        Assert.DoesNotContain("<script>", svg, StringComparison.Ordinal);
        _ = System.Xml.Linq.XDocument.Parse(svg);
    }
}
