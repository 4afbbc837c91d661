using System.Buffers.Binary;
using System.Security.Cryptography;
using RoverRaman.Wire;

namespace RoverRaman.Heads;

// magic (8) | u32 manifest length | manifest | weights as encoded, then biases (float32) | SHA-256 of all before it (32). All little-endian.
static class HeadPackageFormat
{
    public const int MaxManifestBytes = 2 << 20;

    const int HeaderSize = 12;
    const int MinimumSize = HeaderSize + 1 + SHA256.HashSizeInBytes;

    // First byte above 0x7f and both line ends: a transfer in text mode shows at once (the idea of PNG's signature).
    public static ReadOnlySpan<byte> Magic => [0x8c, (byte)'R', (byte)'R', (byte)'H', (byte)'D', 0x0d, 0x0a, 0x1a];

    public static byte[] Write(HeadPackage head)
    {
        HeadRules.Check(head);
        if (PayloadSize(head.Manifest) > HeadPackage.MaxBytes - MaxManifestBytes)
            throw new HeadFormatException(HeadRefusal.TooLarge, $"Expected at most {HeadPackage.MaxBytes - MaxManifestBytes} bytes of weights, found {PayloadSize(head.Manifest)}. Store them as float16 or int8.");
        byte[] payload = Payload(head);
        byte[] manifest = HeadManifestCodec.Write(head.Manifest, SHA256.HashData(payload));
        if (manifest.Length > MaxManifestBytes)
            throw new HeadFormatException(HeadRefusal.TooLarge, $"Expected a manifest of at most {MaxManifestBytes} bytes, found {manifest.Length}. Leave golden checks out.");
        byte[] file = new byte[HeaderSize + manifest.Length + payload.Length + SHA256.HashSizeInBytes];
        Magic.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(Magic.Length), manifest.Length);
        manifest.CopyTo(file, HeaderSize);
        payload.CopyTo(file, HeaderSize + manifest.Length);
        _ = SHA256.HashData(file.AsSpan(0, file.Length - SHA256.HashSizeInBytes), file.AsSpan(file.Length - SHA256.HashSizeInBytes));
        return file;
    }

    public static HeadPackage Read(ReadOnlyMemory<byte> file)
    {
        CheckWhole(file.Span);
        var body = file[HeaderSize..^SHA256.HashSizeInBytes];
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(file.Span[Magic.Length..]);
        if (length > MaxManifestBytes || length > body.Length)
            throw new HeadFormatException(HeadRefusal.TooLarge, $"Expected a manifest of at most {Math.Min(MaxManifestBytes, body.Length)} bytes, found a length of {length} at byte {Magic.Length}.");
        var (manifest, payloadHash) = ReadManifest(body[..(int)length]);
        var payload = body[(int)length..].Span;
        CheckPayload(manifest, payload, payloadHash);
        var head = Rows(manifest, payload);
        HeadRules.Check(head);
        return head;
    }

    // The checksum of the whole file comes first, so that damage anywhere has one message and no other code sees damaged bytes.
    static void CheckWhole(ReadOnlySpan<byte> file)
    {
        if (file.Length > HeadPackage.MaxBytes)
            throw new HeadFormatException(HeadRefusal.TooLarge, $"Expected a head package of at most {HeadPackage.MaxBytes} bytes, found {file.Length}.");
        if (file.Length < MinimumSize)
            throw new HeadFormatException(HeadRefusal.Truncated, $"Expected a head package of at least {MinimumSize} bytes, found {file.Length}: the file is empty or cut; copy it again.");
        if (!file.StartsWith(Magic))
            throw new HeadFormatException(HeadRefusal.BadMagic, $"Expected a head package, which begins with {Convert.ToHexStringLower(Magic)}, found {Convert.ToHexStringLower(file[..Magic.Length])}: this is another kind of file, or it is damaged.");
        var stored = file[^SHA256.HashSizeInBytes..];
        Span<byte> computed = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(file[..^SHA256.HashSizeInBytes], computed);
        if (!computed.SequenceEqual(stored))
            throw new HeadFormatException(HeadRefusal.BadHash, $"Expected SHA-256 {Convert.ToHexStringLower(stored)} (the last 32 bytes) of the {file.Length} bytes of the head package, found {Convert.ToHexStringLower(computed)}: the file is damaged, cut, or has bytes of another after it; copy it again.");
    }

    static (HeadManifest Manifest, byte[] PayloadHash) ReadManifest(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return HeadManifestCodec.Read(bytes);
        }
        catch (WireFormatException e)
        {
            throw new HeadFormatException(e.Message, e);
        }
    }

    static void CheckPayload(HeadManifest manifest, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> hash)
    {
        long expected = PayloadSize(manifest);
        if (payload.Length != expected)
            throw new HeadFormatException(
                payload.Length < expected ? HeadRefusal.Truncated : HeadRefusal.TrailingBytes,
                $"Expected {expected} bytes of weights for {manifest.Classes.Count} classes x ({manifest.FeatureSize} features + 1), found {payload.Length}.");
        if (!SHA256.HashData(payload).AsSpan().SequenceEqual(hash))
            throw new HeadFormatException(HeadRefusal.BadHash, $"Expected weights with SHA-256 {Convert.ToHexStringLower(hash)} as in the manifest, found others: manifest and weights are of different heads.");
    }

    static long PayloadSize(HeadManifest manifest) =>
        RowCodec.Size(manifest.WeightEncoding, manifest.Classes.Count, manifest.FeatureSize) + sizeof(float) * (long)manifest.Classes.Count;

    static byte[] Payload(HeadPackage head)
    {
        var manifest = head.Manifest;
        byte[] payload = new byte[PayloadSize(manifest)];
        int biases = payload.Length - head.Biases.Length * sizeof(float);
        RowCodec.Write(manifest.WeightEncoding, head.Weights, manifest.FeatureSize, payload.AsSpan(0, biases));
        RowCodec.WriteFloats(head.Biases, payload.AsSpan(biases));
        return payload;
    }

    static HeadPackage Rows(HeadManifest manifest, ReadOnlySpan<byte> payload)
    {
        int rows = manifest.Classes.Count;
        float[] biases = new float[rows];
        RowCodec.ReadFloats(payload[^(rows * sizeof(float))..], biases);
        return new HeadPackage(manifest, RowCodec.Read(manifest.WeightEncoding, payload, rows, manifest.FeatureSize), biases);
    }
}
