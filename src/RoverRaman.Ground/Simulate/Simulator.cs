namespace RoverRaman.Ground;

/// <summary>Runs a mission over a simulated link: spectra come one after the other, and at the end of each window its budget is spent.</summary>
public static class Simulator
{
    /// <summary>The science return of one order at one budget.</summary>
    public static ScienceReturn Run(Mission mission, IProductOrder order, SimulatedLink link, double share, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mission);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(link);
        long budget = (long)(mission.FullBytes * share);
        var random = new Random(link.Seed);
        var lost = new Queue<(int Window, MissionProduct Product)>();
        var arrived = new List<MissionProduct>();
        long sent = 0;
        int made = 0;
        for (int window = 1; window <= link.Windows; window++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int end = (int)((long)mission.Spectra.Count * window / link.Windows); made < end; made++)
                foreach (var product in mission.Spectra[made].Products)
                    order.Offer(product, mission.Spectra[made].Descriptor);
            while (lost.TryPeek(out var oldest) && oldest.Window + link.DelayWindows <= window)
                order.Return(lost.Dequeue().Product, mission.Spectra[oldest.Product.Spectrum].Descriptor);
            while (order.Take((int)Math.Min(int.MaxValue, budget * window / link.Windows - sent - link.Overhead)) is { } product)
            {
                sent += product.Candidate.Bytes + link.Overhead;
                if (random.NextDouble() < link.Loss)
                    lost.Enqueue((window, product));
                else
                    arrived.Add(product);
            }
        }
        return Score(mission, order.Name, share, budget, sent, arrived);
    }

    static ScienceReturn Score(Mission mission, string name, double share, long budget, long sent, List<MissionProduct> arrived)
    {
        var down = arrived.Where(product => product.TellsTruth).Select(product => mission.Spectra[product.Spectrum].Mineral).ToHashSet(StringComparer.Ordinal);
        double Of(Func<MissionSpectrum, bool> which)
        {
            var all = mission.Spectra.Where(which).Select(spectrum => spectrum.Mineral).ToHashSet(StringComparer.Ordinal);
            return all.Count == 0 ? 1 : all.Count(down.Contains) / (double)all.Count;
        }
        return new ScienceReturn(name, share, budget, sent, arrived.Count, Of(_ => true), Of(spectrum => spectrum.IsTarget), Of(spectrum => !spectrum.IsKnown));
    }
}
