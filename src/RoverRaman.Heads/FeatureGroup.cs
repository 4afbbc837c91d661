namespace RoverRaman.Heads;

/// <summary>Features of one kind: embeddings of the spectrum at O alignments, each compared with the same D values of a row.</summary>
/// <param name="Alignments">O, 1..<see cref="FeatureLayout.MaxAlignments"/>.</param>
/// <param name="Size">D.</param>
/// <param name="First">Where the group begins in the features of a spectrum.</param>
/// <param name="Row">Where its D values begin in a row.</param>
public readonly record struct FeatureGroup(int Alignments, int Size, int First, int Row)
{
    /// <summary>Weight of a common value in a row of a head that is made from nothing; small enough to leave int8 rows their precision.</summary>
    public const float CommonWeight = 0.25f;

    /// <summary>
    /// True for a single value. It raises or lowers the evidence of all classes alike and so says how well any of them fits; its weight is the same
    /// in every row, and no fit moves it.
    /// </summary>
    public bool IsCommon => Alignments == 1 && Size == 1;

    /// <summary>O * D.</summary>
    public int Count => Alignments * Size;

    /// <summary>One alignment's embedding, [D].</summary>
    public ReadOnlySpan<T> Of<T>(ReadOnlySpan<T> features, int alignment) => features.Slice(First + alignment * Size, Size);

    /// <summary>The embedding of the alignment that is not shifted, [D].</summary>
    public ReadOnlySpan<T> Middle<T>(ReadOnlySpan<T> features) => Of(features, Alignments / 2);
}
