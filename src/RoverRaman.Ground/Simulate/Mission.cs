using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Triage;
using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>Real spectra in a seeded order, classified and judged as the robot would.</summary>
/// <param name="Spectra">The spectra in the order in which they are taken.</param>
/// <param name="FullBytes">Bytes of all records and all spectra as 1392 float32.</param>
public sealed record Mission(IReadOnlyList<MissionSpectrum> Spectra, long FullBytes)
{
    /// <summary>Bytes of one spectrum as it is measured.</summary>
    public const int RawSpectrumBytes = sizeof(float) * Grid.Count;

    /// <summary>Takes <paramref name="count"/> spectra; where the data hold fewer, they come again in another order.</summary>
    /// <param name="data">Labelled spectra.</param>
    /// <param name="classifier">The robot's model.</param>
    /// <param name="policy">The robot's policy.</param>
    /// <param name="count">Spectra of the mission.</param>
    /// <param name="seed">Of the order.</param>
    /// <param name="progress">Told of the number done.</param>
    /// <param name="cancellation">Stops.</param>
    public static Mission Of(SpectrumDataSet data, Classifier classifier, TriagePolicy policy, int count, int seed, IProgress<int>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(policy);
        var maker = new MissionMaker(classifier, policy);
        var spectra = new List<MissionSpectrum>(count);
        foreach (int index in Order([.. Enumerable.Range(0, data.Spectra.Count).Where(i => data.Spectra[i].ClassName is not null)], count, seed))
        {
            cancellation.ThrowIfCancellationRequested();
            spectra.Add(maker.Make(spectra.Count, data.Spectra[index]));
            progress?.Report(spectra.Count);
        }
        return new Mission(spectra, count * (long)(RawSpectrumBytes + StandardProduct.MaxSize));
    }

    static IEnumerable<int> Order(int[] indices, int count, int seed)
    {
        var random = new Random(seed);
        if (indices.Length == 0)
            throw new DownlinkException("Expected labelled spectra for a mission, found none; give data with mineral names.");
        for (int taken = 0; taken < count;)
        {
            random.Shuffle(indices);
            foreach (int index in indices.Take(count - taken))
            {
                taken++;
                yield return index;
            }
        }
    }
}
