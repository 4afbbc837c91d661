using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.TestSupport;
using RoverRaman.Triage;
using RoverRaman.Wire;

namespace RoverRaman.Ground.Tests;

/// <summary>What each tier keeps of real spectra: bytes, and whether the model names the decoded spectrum as it named the original.</summary>
public sealed class TierAgreementTest(ITestOutputHelper output)
{
    const int Count = 300;

    [Fact]
    public void RealSpectra_AfterEachTier_AreNamedAsBefore()
    {
        Assert.SkipWhen(TestPaths.Data("rruff/excellent_unoriented.zip") is null, "the real spectra beside the checkout (../shared/data) are missing");
        string model = Path.Combine(TestPaths.Repository, "models", "rover-clean");
        using var classifier = Classifier.OpenForAnyHead(ModelFolder.Open(model));
        var minerals = classifier.Slot.Active.Manifest.Classes.Select(c => c.Name).ToHashSet();
        // Of minerals that the head holds: what it calls a mineral that it does not hold hangs by a thread, whatever the tier.
        var held = DataSource.Load(TestPaths.Data("rruff/excellent_unoriented.zip")!).DataSet.Spectra.Where(spectrum => minerals.Contains(spectrum.ClassName ?? "")).ToArray();
        int step = held.Length / Count;
        float[][] spectra = [.. Enumerable.Range(0, Count).Select(i => held[i * step].Intensities)];
        ushort[] before = [.. spectra.Select(values => Name(classifier, values))];
        var agreement = new Dictionary<ProductKind, double>();
        foreach (var kind in new[] { ProductKind.Thumbnail64, ProductKind.Thumbnail256, ProductKind.Near, ProductKind.Lossless })
        {
            var maker = new ProductMaker(0.005);
            long bytes = 0;
            int same = 0;
            for (int i = 0; i < Count; i++)
            {
                byte[] body = maker.Make(kind, new ProductSummary { Sequence = (uint)i + 1 }, spectra[i], []).ToArray();
                bytes += body.Length;
                same += Name(classifier, new ArchivedProduct(new(kind, (uint)i + 1), 0, body).Spectrum!) == before[i] ? 1 : 0;
            }
            agreement[kind] = same / (double)Count;
            output.WriteLine($"{Path.GetFileName(model)} {kind}: {bytes / (double)Count:0} bytes, top-1 as before {100.0 * same / Count:0.0} % of {Count}");
        }
        Assert.Equal(1, agreement[ProductKind.Lossless]);
        Assert.InRange(agreement[ProductKind.Near], 0.95, 1);
        Assert.InRange(agreement[ProductKind.Thumbnail256], agreement[ProductKind.Thumbnail64], 1);
    }

    static ushort Name(Classifier classifier, float[] values) => classifier.Identify(values) is { Count: > 0 } named ? named.Top[0].ClassId : ProductSummary.NoClass;
}
