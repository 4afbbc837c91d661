namespace RoverRaman.Heads;

/// <summary>
/// What to change of a head that the device has: rows to add, replace and retire. Bound to its base by hash, and to its result: who applies
/// it has exactly the head that the ground signed, or is refused. Golden checks of the base stay, except those of retired classes.
/// </summary>
/// <param name="BaseSha256">SHA-256 of the base's package, hex in lower case (<see cref="HeadPackage.Hash"/>).</param>
/// <param name="TargetSha256">SHA-256 of the resulting package.</param>
/// <param name="TargetVersion">Version counter of the result, above the base's.</param>
/// <param name="Encoding">How the rows of this delta are stored.</param>
/// <param name="Rows">The changes, by class id, ascending.</param>
/// <param name="Settings">New temperature and thresholds; null where they stay.</param>
public sealed record HeadDelta(
    string BaseSha256, string TargetSha256, uint TargetVersion, HeadWeightEncoding Encoding, IReadOnlyList<DeltaRow> Rows, HeadSettings? Settings = null)
{
    /// <summary>Largest delta, bytes; beyond it a whole head is the better package.</summary>
    public const int MaxBytes = 4 << 20;

    /// <summary>Reads a delta; every length is checked before anything is allocated for it.</summary>
    /// <exception cref="HeadFormatException">No delta, or one that contradicts itself.</exception>
    public static HeadDelta Read(ReadOnlyMemory<byte> bytes) => HeadDeltaCodec.Read(bytes);

    /// <summary>The delta as bytes. Same delta, same bytes.</summary>
    public byte[] ToBytes() => HeadDeltaCodec.Write(this);

    /// <summary>What turns <paramref name="from"/> into <paramref name="to"/>, with rows rounded to <paramref name="encoding"/>; the result of
    /// <see cref="Apply"/> therefore is what was made, not always <paramref name="to"/> itself.</summary>
    /// <exception cref="HeadFormatException">They are for different backbones, or the version does not go up.</exception>
    public static HeadDelta Between(HeadPackage from, HeadPackage to, HeadWeightEncoding encoding = HeadWeightEncoding.Int8) => HeadDiff.Between(from, to, encoding);

    /// <summary>The head that comes of it.</summary>
    /// <param name="from">The base.</param>
    /// <exception cref="HeadFormatException">WrongBase, CounterNotHigher, DuplicateClass, MissingClass, WrongTarget, or the result
    /// contradicts itself.</exception>
    public HeadPackage Apply(HeadPackage from)
    {
        ArgumentNullException.ThrowIfNull(from);
        string hash = from.Hash();
        if (hash != BaseSha256)
            throw new HeadFormatException(HeadRefusal.WrongBase, $"Expected the base {BaseSha256} of this delta, found {hash} (version {from.Manifest.HeadVersion}). Send a delta against that head, or a whole head.");
        var result = HeadDiff.Changed(this, from);
        string found = result.Hash();
        return found == TargetSha256
            ? result
            : throw new HeadFormatException(HeadRefusal.WrongTarget, $"Expected the delta to give the head {TargetSha256}, found {found}. Make the delta anew.");
    }
}
