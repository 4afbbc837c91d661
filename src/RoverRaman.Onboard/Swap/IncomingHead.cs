using RoverRaman.Heads;

namespace RoverRaman.Onboard;

/// <summary>A head whose signature was found good, on its way to the store.</summary>
/// <param name="Id">SHA-256 of the package, hex.</param>
/// <param name="Package">The head.</param>
/// <param name="File">What is stored: the envelope of a whole head, or the bare package of one that was made onboard.</param>
/// <param name="Order">The signed delta or teach order that it was made of; null for a whole head.</param>
/// <param name="Retired">Ids that the signed order takes away.</param>
/// <param name="Examples">Features of spectra that a teach order has named.</param>
sealed record IncomingHead(string Id, HeadPackage Package, byte[] File, byte[]? Order, IReadOnlySet<ushort> Retired, IReadOnlyList<float[]> Examples)
{
    public static IncomingHead Whole(HeadPackage package, ReadOnlyMemory<byte> body, byte[] envelope) =>
        new(HeadPackage.Sha256(body.Span), package, envelope, null, new HashSet<ushort>(), []);

    public static IncomingHead Made(HeadPackage package, byte[] order, IEnumerable<ushort> retired, IReadOnlyList<float[]> examples)
    {
        var file = package.ToBytes();
        return new IncomingHead(HeadPackage.Sha256(file), package, file, order, retired.ToHashSet(), examples);
    }
}
