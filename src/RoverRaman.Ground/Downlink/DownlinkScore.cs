namespace RoverRaman.Ground;

/// <summary>What became of the spectra that were played to the instrument.</summary>
/// <param name="Sent">Spectra played.</param>
/// <param name="Decided">Different spectra that have a decision.</param>
/// <param name="Correct">Decisions whose best class is the mineral that was played; null where nobody said what was played.</param>
public sealed record DownlinkScore(long Sent, long Decided, long? Correct)
{
    /// <summary>Spectra without a decision. Below 0: more decisions than spectra, so the two do not belong together.</summary>
    public long Lost => Sent - Decided;

    /// <summary>The line that ends a demonstration.</summary>
    public override string ToString() =>
        $"{Sent} spectra sent, {Decided} decided, {Lost} lost" + (Correct is { } correct ? $", {correct} correct" : "");
}
