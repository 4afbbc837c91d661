using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
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
    ulong _revision;

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
                nearest.Join(spectrumId, _unit, ++_revision);
            else
                weakest.Begin(++_lastId == 0 ? ++_lastId : _lastId, spectrumId, _unit, ++_revision);
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

    /// <summary>Bytes of an entry for the disk; little-endian, as every processor that this runs on is.</summary>
    public int EntrySize => Cluster.EntryHead + _unit.Length * sizeof(float);

    /// <summary>Number of the last change of a group; 0: never seen.</summary>
    public ulong Revision(int index)
    {
        lock (_gate)
            return _clusters[index].Revision;
    }

    /// <summary>Copies a group for the disk, and gives the number of its last change. Allocates nothing.</summary>
    public ulong Copy(int index, Span<byte> entry)
    {
        lock (_gate)
        {
            _clusters[index].Write(entry);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[sizeof(ushort)..], _lastId);
            return _clusters[index].Revision;
        }
    }

    /// <summary>Takes a group back from the disk; true where it is newer than what is held.</summary>
    public bool Restore(int index, ulong revision, ReadOnlySpan<byte> entry)
    {
        lock (_gate)
        {
            if (revision <= _clusters[index].Revision)
                return false;
            _clusters[index].Read(entry, revision);
            if (revision > _revision)
                (_revision, _lastId) = (revision, BinaryPrimitives.ReadUInt16LittleEndian(entry[sizeof(ushort)..]));
            return true;
        }
    }

    sealed class Cluster(int size)
    {
        /// <summary>Id, last id of all groups, seen, last spectrum, latest spectra; the leader follows.</summary>
        public const int EntryHead = 2 * sizeof(ushort) + (2 + UnknownCluster.MaxSpectra) * sizeof(uint);

        readonly uint[] _latest = new uint[UnknownCluster.MaxSpectra];

        public float[] Leader { get; } = new float[size];

        public ushort Id { get; private set; }

        public uint Seen { get; private set; }

        public uint Last { get; private set; }

        public ulong Revision { get; private set; }

        /// <summary>Latest first.</summary>
        public IEnumerable<uint> Spectra => Enumerable.Range(0, (int)Math.Min(Seen, (uint)_latest.Length)).Select(i => _latest[(int)((Seen - 1 - i) % _latest.Length)]);

        public void Begin(ushort id, uint spectrum, ReadOnlySpan<float> unit, ulong revision)
        {
            unit.CopyTo(Leader);
            (Id, Seen) = (id, 0);
            Note(spectrum, revision);
        }

        // The leader moves towards the mean of its group, more slowly the more it has seen.
        public void Join(uint spectrum, ReadOnlySpan<float> unit, ulong revision)
        {
            var share = 1f / Math.Min(Seen + 1, 64);
            for (var i = 0; i < Leader.Length; i++)
                Leader[i] += share * (unit[i] - Leader[i]);
            TensorPrimitives.Divide(Leader, TensorPrimitives.Norm<float>(Leader), Leader);
            Note(spectrum, revision);
        }

        public void Write(Span<byte> entry)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(entry, Id);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], Seen);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], Last);
            MemoryMarshal.AsBytes(_latest.AsSpan()).CopyTo(entry[12..]);
            MemoryMarshal.AsBytes(Leader.AsSpan()).CopyTo(entry[EntryHead..]);
        }

        public void Read(ReadOnlySpan<byte> entry, ulong revision)
        {
            Id = BinaryPrimitives.ReadUInt16LittleEndian(entry);
            Seen = BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]);
            Last = BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]);
            MemoryMarshal.Cast<byte, uint>(entry[12..EntryHead]).CopyTo(_latest);
            MemoryMarshal.Cast<byte, float>(entry[EntryHead..]).CopyTo(Leader);
            Revision = revision;
        }

        void Note(uint spectrum, ulong revision)
        {
            _latest[Seen % _latest.Length] = spectrum;
            (Seen, Last, Revision) = (Seen + 1, spectrum, revision);
        }
    }
}
