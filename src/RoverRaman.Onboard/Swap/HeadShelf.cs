using RoverRaman.Heads;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>The heads that can be taken into use: those of the store that fit this device, and the factory head.</summary>
/// <param name="factory">The head that came with the model.</param>
/// <param name="store">The files.</param>
/// <param name="validator">Whether they fit.</param>
sealed class HeadShelf(HeadPackage factory, HeadStore store, HeadValidator validator)
{
    /// <summary>The head that came with the model.</summary>
    public HeadPackage Factory => factory;

    /// <summary>Its SHA-256, hex.</summary>
    public string FactoryId { get; } = factory.Hash();

    /// <summary>Reads a stored head and checks that it fits.</summary>
    /// <exception cref="HeadRefusedException">It cannot be used.</exception>
    public HeadPackage Read(HeadEntry entry, KeyRing keys)
    {
        var package = store.Read(entry, keys);
        try
        {
            validator.CheckTarget(package, null);
            return package;
        }
        catch (HeadFormatException e)
        {
            throw new HeadRefusedException(e.Reason, e.Message, e);
        }
    }

    /// <summary>The head that decides while no trial is on.</summary>
    /// <exception cref="HeadRefusedException">It cannot be used any more.</exception>
    public HeadPackage Current(HeadBook book, KeyRing keys) => book.Active is { } active ? Read(active, keys) : factory;

    /// <summary>The head that a delta changes.</summary>
    /// <exception cref="HeadRefusedException">It is not onboard, or cannot be used.</exception>
    public HeadPackage Base(string id, HeadBook book, KeyRing keys)
    {
        if (id == FactoryId)
            return factory;
        return book.Find(id) is { } entry
            ? Read(entry, keys)
            : throw new HeadRefusedException(HeadRefusal.UnknownHead, $"Expected the base {id} of this delta onboard, found none. Send a whole head, or a delta against one of 'roverraman head list'.");
    }

    /// <summary>Number of classes of a head, for lists; 0 where its file cannot be used.</summary>
    public int Classes(string id, HeadBook book, KeyRing keys)
    {
        try
        {
            return Base(id, book, keys).Manifest.Classes.Count;
        }
        catch (HeadRefusedException)
        {
            return 0; // the journal says why as soon as somebody wants to use it
        }
    }
}
