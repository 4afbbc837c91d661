using RoverRaman.Heads;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// The files of heads, named by the SHA-256 of the package. A whole head is kept as it was signed; one that was made onboard (of a delta or
/// a teach order) as the bare package, with the order beside it. Every read is checked against the name, and against the keys that count now.
/// </summary>
sealed class HeadStore
{
    const string HeadExtension = ".rrhead", OrderExtension = ".rrorder";

    readonly IStorage _storage;
    readonly string _folder;

    /// <summary>Opens the folder.</summary>
    /// <exception cref="IOException">The disk cannot be used.</exception>
    public HeadStore(IStorage storage, string folder)
    {
        (_storage, _folder) = (storage, Path.Combine(folder, "store"));
        storage.MakeFolder(_folder);
    }

    /// <summary>Writes a head and reads it back.</summary>
    /// <param name="id">SHA-256 of the package, hex.</param>
    /// <param name="file">Envelope or bare package.</param>
    /// <param name="order">What it was made of onboard; null for a whole head.</param>
    /// <exception cref="IOException">The disk failed.</exception>
    /// <exception cref="HeadRefusedException">The disk gave back other bytes.</exception>
    public void Write(string id, byte[] file, byte[]? order)
    {
        if (order is not null)
            WriteOrder(id, order);
        _storage.Replace(HeadFile(id), file);
        if (!_storage.Read(HeadFile(id), file.Length).AsSpan().SequenceEqual(file))
            throw new HeadRefusedException(HeadRefusal.StorageFailed, $"Expected the {file.Length} bytes of head {id} back from the disk, found others: the disk is failing.");
    }

    /// <summary>Writes a signed order.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void WriteOrder(string id, byte[] order) => _storage.Replace(OrderFile(id), order);

    /// <summary>Reads a signed order.</summary>
    /// <exception cref="IOException">The disk failed, or there is none.</exception>
    public byte[] ReadOrder(string id) => _storage.Read(OrderFile(id), HeadDelta.MaxBytes + 4096);

    /// <summary>Reads a head that the journal knows.</summary>
    /// <exception cref="HeadRefusedException">The file is missing, damaged, or its signer no longer counts.</exception>
    public HeadPackage Read(HeadEntry entry, KeyRing keys)
    {
        try
        {
            ReadOnlyMemory<byte> file = _storage.Read(HeadFile(entry.Id), HeadPackage.MaxBytes);
            var package = SignedEnvelope.Starts(file.Span) ? SignedEnvelope.Read(file) : null;
            package?.Verify(keys);
            var body = package?.Body ?? file;
            if (HeadPackage.Sha256(body.Span) != entry.Id)
                throw new HeadRefusedException(HeadReason.FileDamaged, $"Expected SHA-256 {entry.Id} in {HeadFile(entry.Id)}, found another: the file is damaged.");
            if (package is null)
                SignedEnvelope.Read(ReadOrder(entry.Id)).Verify(keys);
            return HeadPackage.Read(body);
        }
        catch (HeadFormatException e)
        {
            throw new HeadRefusedException(e.Reason, e.Message, e);
        }
        catch (IOException e)
        {
            throw new HeadRefusedException(HeadReason.FileDamaged, e.Message, e);
        }
    }

    /// <summary>Removes a head's files.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Delete(string id)
    {
        _storage.Remove(HeadFile(id));
        _storage.Remove(OrderFile(id));
    }

    /// <summary>Removes what a power cut left: unfinished files, and files that the journal does not know.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Clean(Func<string, bool> isKnown)
    {
        foreach (var file in _storage.List(_folder))
            if (file.EndsWith(StorageExtensions.Unfinished, StringComparison.Ordinal) || !isKnown(Path.GetFileNameWithoutExtension(file)))
                _storage.Remove(file);
    }

    string HeadFile(string id) => Path.Combine(_folder, id + HeadExtension);

    string OrderFile(string id) => Path.Combine(_folder, id + OrderExtension);
}
