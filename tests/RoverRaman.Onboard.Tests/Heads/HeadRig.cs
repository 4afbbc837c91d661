using System.Buffers.Binary;
using System.Security.Cryptography;
using RoverRaman.Heads;
using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

/// <summary>A keeper on a simulated disk, keys of each role, and heads whose classes are the axes of the feature space.</summary>
sealed class HeadRig
{
    public const string Folder = "/heads";
    public const int Features = 8;

    static readonly SigningKey Signer = SigningKey.Create(), Other = SigningKey.Create(), Recovery = SigningKey.Create(), RevokerA = SigningKey.Create(), RevokerB = SigningKey.Create(), Stranger = SigningKey.Create();

    public static KeyRing Ring { get; } = new([
        Signer.Trusted("ground", KeyRole.Signer), Other.Trusted("second", KeyRole.Signer), Recovery.Trusted("recovery", KeyRole.Recovery),
        RevokerA.Trusted("a", KeyRole.Revoker), RevokerB.Trusted("b", KeyRole.Revoker)]);

    public static BackboneShape Shape { get; } = new(new string('b', 64), PreprocessingId.Paper.ToString(), Features);

    public static SigningKey SignerKey => Signer;
    public static SigningKey SecondKey => Other;
    public static SigningKey RecoveryKey => Recovery;
    public static SigningKey StrangerKey => Stranger;

    public SimulatedDisk Disk { get; } = new();

    public ManualClock Clock { get; } = new();

    public HeadOptions Options { get; init; } = new() { Folder = Folder, Keys = Ring, TrialSpectra = 5, TrialTime = TimeSpan.FromMinutes(1), MaximumHeads = 4 };

    public HeadSlot Slot { get; private set; } = new(Shape, 32);

    public List<HeadEvent> Events { get; } = [];

    public StringWriter Log { get; } = new();

    public uint InUse => Slot.Active.Manifest.HeadVersion;

    /// <summary>A start of the daemon.</summary>
    public HeadKeeper Start()
    {
        Slot = new HeadSlot(Shape, 32);
        Events.Clear();
        return new HeadKeeper(Options, Disk, Slot, Factory, new Goldens(), new EventLog(Log, Clock, burst: 1000), Clock) { Report = Events.Add };
    }

    /// <summary>Three minerals, version 1.</summary>
    public static HeadPackage Factory { get; } = Head(1, 3);

    /// <summary>A head that names axis i of the features class 100 + i.</summary>
    public static HeadPackage Head(uint version, int classes = 3, Func<int, int>? axisOf = null)
    {
        var weights = new float[classes * Features];
        for (var i = 0; i < classes; i++)
            weights[i * Features + (axisOf?.Invoke(i) ?? i)] = 10;
        return new HeadPackage(
            new HeadManifest
            {
                HeadVersion = version,
                BackboneSha256 = Shape.Sha256,
                FeatureSize = Features,
                Preprocessing = Shape.Preprocessing,
                Classes = [.. Enumerable.Range(0, classes).Select(i => new ClassName((ushort)(100 + i), $"Mineral {i}"))],
            },
            weights, new float[classes]);
    }

    public static float[] Axis(int axis)
    {
        var features = new float[Features];
        features[axis] = 1;
        return features;
    }

    public static byte[] Sign(HeadPackage head, SigningKey? key = null) => SignedEnvelope.Of(head).SignedBy(key ?? Signer).ToBytes();

    public static byte[] Sign(SignedEnvelope envelope, SigningKey? key = null) => envelope.SignedBy(key ?? Signer).ToBytes();

    public static byte[] SignRevocation(RevokeOrder order, bool both = true)
    {
        var one = SignedEnvelope.Of(order).SignedBy(RevokerA);
        return (both ? one.SignedBy(RevokerB) : one).ToBytes();
    }

    public static ulong IdOf(HeadPackage head) => ulong.Parse(head.Hash().AsSpan(0, 16), System.Globalization.NumberStyles.HexNumber);

    /// <summary>One usable spectrum through the slot, as the processing thread does it.</summary>
    public Identification Spectrum(HeadKeeper keeper, uint id, float[] features)
    {
        var found = Slot.Identify(features);
        keeper.Observe(id, QualityFlags.None, found, features);
        return found;
    }

    /// <summary>Takes a head all the way to confirmation.</summary>
    public void Confirm(HeadKeeper keeper, HeadPackage head)
    {
        var taken = keeper.TakeOrder(Sign(head));
        Assert.True(taken.IsDone, taken.Text);
        var tried = keeper.Activate(IdOf(head), 0, false);
        Assert.True(tried.IsDone, tried.Text);
        RunTrial(keeper);
        Assert.Equal(head.Manifest.HeadVersion, keeper.Floor);
    }

    public void RunTrial(HeadKeeper keeper)
    {
        for (uint i = 0; i < Options.TrialSpectra; i++)
            Spectrum(keeper, 1000 + i, Axis(0));
        keeper.Tick();
    }

    public static UploadBegin BeginOf(byte[] content, ushort id = 7, ushort chunk = 20)
    {
        return new UploadBegin(5, id, (uint)content.Length, chunk, BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(content)));
    }

    public static (UploadChunk Chunk, byte[] Message) ChunkOf(byte[] content, UploadBegin begin, int index)
    {
        var first = index * begin.ChunkSize;
        var buffer = new FixedBufferWriter(begin.ChunkSize + 32);
        UploadCodec.WriteChunk(buffer, begin.UploadId, (ushort)index, content.AsSpan(first, Math.Min(begin.ChunkSize, content.Length - first)));
        var message = buffer.Written.ToArray();
        return (UploadCodec.ReadChunk(message), message);
    }

    sealed class Goldens : IGoldenSource
    {
        public IReadOnlyList<GoldenFeatures> Load() =>
            [.. Enumerable.Range(0, 3).Select(i => new GoldenFeatures($"Mineral {i}", $"golden {i}", Axis(i))), new GoldenFeatures(null, "dark", new float[Features]), new GoldenFeatures(null, "noise", [.. Enumerable.Repeat(0.1f, Features)])];
    }
}
