using RoverRaman.Heads;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>Takes one signed object from its bytes to a validated head, a revocation, or a refusal with its reason.</summary>
/// <param name="options">Settings.</param>
/// <param name="diary">Where each step goes.</param>
/// <param name="store">Files.</param>
/// <param name="shelf">Heads that can be used.</param>
/// <param name="validator">Judges.</param>
/// <param name="unpacker">Makes heads of deltas and teach orders.</param>
/// <param name="downgrade">Carries out an order to go down.</param>
sealed class HeadIntake(
    HeadOptions options, HeadDiary diary, HeadStore store, HeadShelf shelf, HeadValidator validator, HeadUnpacker unpacker, Func<DowngradeOrder, uint, HeadOutcome> downgrade)
{
    HeadBook Book => diary.Book;

    /// <summary>Takes an object; nothing it contains can make this throw.</summary>
    public HeadOutcome Accept(byte[] content)
    {
        var (id, version, signer) = (HeadPackage.Sha256(content), 0u, 0u);
        try
        {
            diary.Append(HeadStep.Received, id, 0);
            var envelope = SignedEnvelope.Read(content);
            envelope.Verify(diary.Keys);
            signer = envelope.Signatures[0].KeyId;
            if (envelope.Kind == PackageKind.Revoke)
                return Revoke(envelope, id, content, signer);
            if (envelope.Kind == PackageKind.Downgrade)
                return downgrade(envelope.OpenDowngrade(diary.Keys), signer);
            var incoming = unpacker.Unpack(envelope, content, Book, diary.Keys);
            (id, version) = (incoming.Id, incoming.Package.Manifest.HeadVersion);
            return Onboard(incoming, signer);
        }
        catch (HeadFormatException e)
        {
            return diary.Refuse((HeadReason)e.Reason, e.Message, id, version, signer);
        }
        catch (HeadRefusedException e)
        {
            return diary.Refuse(e.Reason, e.Message, id, version, signer);
        }
        catch (IOException e)
        {
            return diary.Refuse((HeadReason)HeadRefusal.StorageFailed, e.Message, id, version, signer);
        }
    }

    HeadOutcome Onboard(IncomingHead incoming, uint signer)
    {
        var version = incoming.Package.Manifest.HeadVersion;
        if (incoming.Id == shelf.FactoryId || Book.Find(incoming.Id) is { IsDamaged: false })
            return new HeadOutcome(HeadReason.AlreadyHere, $"head version {version} ({HeadIds.Prefix(incoming.Id):x16}) is onboard already", incoming.Id);
        if (Book.Heads.Any(h => h.Version == version && h.Id != incoming.Id))
            throw new HeadRefusedException(HeadRefusal.CounterNotHigher, $"Expected a version that no other head onboard has, found {version}. Give the head a higher version.");
        store.Write(incoming.Id, incoming.File, incoming.Order);
        try
        {
            diary.Append(HeadStep.Verified, incoming.Id, version, signer);
            validator.Check(incoming.Package, shelf.Current(Book, diary.Keys), Book.Floor, incoming.Retired, incoming.Examples);
            diary.Append(HeadStep.Validated, incoming.Id, version, signer);
        }
        catch
        {
            if (Book.Find(incoming.Id) is null)
                store.Delete(incoming.Id);
            throw;
        }
        Thin();
        return new HeadOutcome(HeadReason.None, $"head version {version} ({HeadIds.Prefix(incoming.Id):x16}) is validated", incoming.Id);
    }

    /// <summary>Deletes the oldest heads that nothing needs. The event first: a file that is left over goes at the next start.</summary>
    void Thin()
    {
        while (Book.Heads.Count > options.MaximumHeads
            && Book.Heads.Where(h => h.Id != Book.Active?.Id && h.Id != Book.Previous?.Id && h.Id != Book.Trial?.Id).MinBy(h => (h.Since, h.Version)) is { } oldest)
        {
            diary.Append(HeadStep.Deleted, oldest.Id, oldest.Version, oldest.Signer);
            store.Delete(oldest.Id);
        }
    }

    HeadOutcome Revoke(SignedEnvelope envelope, string id, byte[] content, uint signer)
    {
        var order = envelope.OpenRevoke(diary.Keys);
        var keys = diary.Keys.Revoke(order);
        store.WriteOrder(id, content);
        diary.Append(HeadStep.KeysRevoked, id, order.Counter, signer);
        diary.Keys = keys;
        return new HeadOutcome(HeadReason.None, $"{order.KeyIds.Count} key(s) are revoked", id);
    }
}
