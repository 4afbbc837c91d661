using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>The heads onboard as ground hears of them.</summary>
static class HeadListing
{
    /// <summary>The head in use first, the factory head last.</summary>
    public static IReadOnlyList<HeadStatus> Of(HeadBook book, HeadShelf shelf, HeadTrial? trial, Func<string, int> classes)
    {
        var rows = book.Heads.OrderBy(h => StateOf(book, h), StateOrder).ThenByDescending(h => h.Version)
            .Select(h => (Entry: h, State: StateOf(book, h))).ToList();
        var count = (ushort)(rows.Count + 1);
        var list = rows.Select((row, i) => new HeadStatus(
            (ushort)i, count, row.Entry.Version, HeadIds.Prefix(row.Entry.Id), row.State, row.Entry.Since, row.Entry.Signer, (ushort)classes(row.Entry.Id),
            row.Entry.Id == trial?.Id ? (uint)trial.Left : 0)).ToList();
        var isUsed = book.Active is null && (book.Trial is null || book.IsShadow);
        list.Add(new HeadStatus((ushort)rows.Count, count, shelf.Factory.Manifest.HeadVersion, HeadIds.Prefix(shelf.FactoryId), isUsed ? HeadState.Active : HeadState.Factory, 0, 0, (ushort)classes(shelf.FactoryId), 0));
        return list;
    }

    static HeadState StateOf(HeadBook book, HeadEntry head) =>
        head.Id == book.Trial?.Id ? (book.IsShadow ? HeadState.Shadow : HeadState.Trial)
        : head.Id == book.Active?.Id ? (book.Trial is null || book.IsShadow ? HeadState.Active : HeadState.Previous)
        : head.Id == book.Previous?.Id ? HeadState.Previous
        : head.IsReverted || head.IsDamaged ? HeadState.Reverted
        : HeadState.Validated;

    static readonly Comparer<HeadState> StateOrder = Comparer<HeadState>.Create((a, b) => Rank(a).CompareTo(Rank(b)));

    static int Rank(HeadState state) => state switch { HeadState.Trial => 0, HeadState.Active => 1, HeadState.Shadow => 2, HeadState.Previous => 3, HeadState.Validated => 4, _ => 5 };
}
