using RoverRaman.Heads;
using RoverRaman.Inference;

namespace RoverRaman.Onboard;

/// <summary>Makes a head of what came: a whole head as it is, a delta on the head it names, a teach order from stored features.</summary>
sealed class HeadUnpacker(HeadShelf shelf, FeatureStore features, IGoldenSource golden)
{
    /// <summary>The head in an envelope whose signatures were checked.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="book">What is onboard.</param>
    /// <param name="keys">Keys that count.</param>
    /// <exception cref="HeadFormatException">It contradicts itself.</exception>
    /// <exception cref="HeadRefusedException">What it builds on is not onboard.</exception>
    public IncomingHead Unpack(SignedEnvelope envelope, byte[] content, HeadBook book, KeyRing keys)
    {
        switch (envelope.Kind)
        {
            case PackageKind.Delta:
                var delta = envelope.OpenDelta(keys);
                return IncomingHead.Made(
                    delta.Apply(shelf.Base(delta.BaseSha256, book, keys)), content, [.. delta.Rows.Where(r => r.Change == DeltaChange.Retire).Select(r => r.ClassId)], []);
            case PackageKind.Teach:
                var order = envelope.OpenTeach(keys);
                CheckVersion(order, book);
                var examples = Examples(order);
                return IncomingHead.Made(Teach(order, examples, shelf.Current(book, keys)), content, [], examples);
            default:
                return IncomingHead.Whole(envelope.OpenHead(keys), envelope.Body, content);
        }
    }

    static void CheckVersion(TeachOrder order, HeadBook book)
    {
        if (order.Version > (ulong)book.Floor + TeachOrder.MaxStep)
            throw new HeadRefusedException(HeadRefusal.CounterTooHigh, $"Expected a version of {book.Floor + 1ul}..{book.Floor + (ulong)TeachOrder.MaxStep}, found {order.Version}. Give the next one: counters never go down.");
    }

    float[][] Examples(TeachOrder order) =>
        [.. order.SpectrumIds.Select(id => features.Find(id)
            ?? throw new HeadRefusedException(HeadRefusal.UnknownSpectrum, $"Expected spectrum {id} among the latest {features.Capacity}, found none. Name spectra that are still stored ('roverraman head unknowns')."))];

    HeadPackage Teach(TeachOrder order, float[][] examples, HeadPackage current) =>
        HeadPackage.Read(TaughtRow.Add(current, order, examples, Others(examples)).ToBytes());

    // What the new class must not take: the golden minerals, and what is no mineral.
    float[][] Others(float[][] examples)
    {
        try
        {
            return [.. golden.Load().Where(g => !g.IsRenamed(examples)).Select(g => g.Features)];
        }
        catch (ModelException e)
        {
            throw new HeadRefusedException(HeadRefusal.ResidentCheckFailed, $"Expected to run the golden spectra, but: {e.Message}", e);
        }
    }
}
