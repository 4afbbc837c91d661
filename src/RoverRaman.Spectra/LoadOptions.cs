namespace RoverRaman.Spectra;

/// <summary>What to take from a path, and how much of it at most. Immutable; derive with <c>with</c>.</summary>
public sealed record LoadOptions
{
    /// <summary>Everything, with generous limits.</summary>
    public static LoadOptions Default { get; } = new();

    /// <summary>
    /// Which RRUFF files to take; default all. With <see cref="RruffKind.Raw"/> or <see cref="RruffKind.Processed"/> a RRUFF file of
    /// the other kind, or of none named, is left out and counted in <see cref="LoadResult.Excluded"/>. Other formats are always taken.
    /// </summary>
    public RruffKind Kind { get; init; }

    /// <summary>Largest unpacked file or archive member, bytes; default 256 MiB. Larger ones are refused before they are stored.</summary>
    public long MaxFileBytes { get; init; } = 256L << 20;

    /// <summary>Largest sum of unpacked bytes of one path; default 8 GiB. What comes after is refused, so that a crafted archive ends.</summary>
    public long MaxTotalBytes { get; init; } = 8L << 30;
}
