using RoverRaman.Heads;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>The keys that still count, after all revocations that the journal knows.</summary>
static class RevokedKeys
{
    /// <summary>Applies the stored orders in their order. One that cannot be read any more is an error in the log: its file is signed, so it cannot be made up.</summary>
    public static KeyRing Apply(IReadOnlyList<HeadEvent> revocations, HeadStore store, KeyRing keys, EventLog log)
    {
        foreach (var revocation in revocations)
            try
            {
                // With the configured keys: an order may revoke a revoker, and stays valid.
                keys = keys.Revoke(SignedEnvelope.Read(store.ReadOrder(HeadIds.Hex(revocation.HeadId))).OpenRevoke(keys));
            }
            catch (Exception e) when (e is IOException or HeadFormatException)
            {
                log.Error("revocation-unusable", ("order", HeadIds.Hex(revocation.HeadId)), ("reason", e.Message));
            }
        return keys;
    }
}
