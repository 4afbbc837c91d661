using System.Numerics.Tensors;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// Groups spectra that no class fits by the likeness of their features, so that ground hears "unknown-3, seen 5 times" and can name it.
/// One pass, a fixed number of groups (leader clustering): each spectrum is compared with every leader, joins the nearest that is like it
/// enough, or takes the place of the group that was seen least and longest ago. Constant time, fixed memory.
/// </summary>
public sealed class UnknownClusters
{
    /// <summary>Groups at most.</summary>
    public const int Capacity = 32;

    /// <summary>Cosine of features from which two spectra are alike.</summary>
    const float Alike = 0.9f;

    readonly Lock _gate = new();
    readonly Cluster[] _clusters;
    readonly float[] _unit;
    ushort _lastId;

    /// <summary>For features of this many values.</summary>
    public UnknownClusters(int featureCount)
    {
        _unit = new float[featureCount];
        _clusters = [.. Enumerable.Range(0, Capacity).Select(_ => new Cluster(featureCount))];
    }

    /// <summary>Takes one unknown spectrum. Allocates nothing. The processing thread alone.</summary>
    public void Add(uint spectrumId, ReadOnlySpan<float> features)
    {
        var norm = TensorPrimitives.Norm(features);
        if (!(norm > 0) || !float.IsFinite(norm))
            return;
        TensorPrimitives.Divide(features, norm, _unit);
        lock (_gate)
        {
            var (nearest, likeness, weakest) = (_clusters[0], float.NegativeInfinity, _clusters[0]);
            foreach (var cluster in _clusters)
            {
                var cosine = TensorPrimitives.Dot<float>(cluster.Leader, _unit);
                if (cluster.Seen > 0 && cosine > likeness)
                    (nearest, likeness) = (cluster, cosine);
                if (cluster.Seen < weakest.Seen || (cluster.Seen == weakest.Seen && cluster.Last < weakest.Last))
                    weakest = cluster;
            }
            if (likeness >= Alike)
                nearest.Join(spectrumId, _unit);
            else
                weakest.Begin(++_lastId == 0 ? ++_lastId : _lastId, spectrumId, _unit);
        }
    }

    /// <summary>The groups, most seen first, with those of their spectra that <paramref name="isStored"/> knows.</summary>
    public IReadOnlyList<UnknownCluster> List(Func<uint, bool> isStored)
    {
        lock (_gate)
        {
            var found = _clusters.Where(c => c.Seen > 0).OrderByDescending(c => c.Seen).ThenBy(c => c.Id).ToArray();
            return [.. found.Select((c, i) => new UnknownCluster((ushort)i, (ushort)found.Length, c.Id, c.Seen, c.Last, [.. c.Spectra.Where(isStored)]))];
        }
    }

    sealed class Cluster(int size)
    {
        readonly uint[] _latest = new uint[UnknownCluster.MaxSpectra];

        public float[] Leader { get; } = new float[size];

        public ushort Id { get; private set; }

        public uint Seen { get; private set; }

        public uint Last { get; private set; }

        /// <summary>Latest first.</summary>
        public IEnumerable<uint> Spectra => Enumerable.Range(0, (int)Math.Min(Seen, (uint)_latest.Length)).Select(i => _latest[(int)((Seen - 1 - i) % _latest.Length)]);

        public void Begin(ushort id, uint spectrum, ReadOnlySpan<float> unit)
        {
            unit.CopyTo(Leader);
            (Id, Seen) = (id, 0);
            Note(spectrum);
        }

        // The leader moves towards the mean of its group, more slowly the more it has seen.
        public void Join(uint spectrum, ReadOnlySpan<float> unit)
        {
            var share = 1f / Math.Min(Seen + 1, 64);
            for (var i = 0; i < Leader.Length; i++)
                Leader[i] += share * (unit[i] - Leader[i]);
            TensorPrimitives.Divide(Leader, TensorPrimitives.Norm<float>(Leader), Leader);
            Note(spectrum);
        }

        void Note(uint spectrum)
        {
            _latest[Seen % _latest.Length] = spectrum;
            (Seen, Last) = (Seen + 1, spectrum);
        }
    }
}
