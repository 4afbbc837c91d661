using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>
/// Sets decisions beside what was played: spectrum n of the daemon is the n-th that was played. Where a restarted daemon numbers its
/// spectra from 1 again, they continue behind the last of the boot before.
/// </summary>
/// <param name="truth">Minerals in the order of play, or null where unknown.</param>
public sealed class ScoreKeeper(IReadOnlyList<string>? truth)
{
    readonly HashSet<long> _decided = [];
    readonly Dictionary<ushort, long> _offsets = [];
    long _highest;
    long _correct;

    /// <summary>Takes a decision and the name of its best class, or null where it has none.</summary>
    public void Add(in DecisionRecord decision, string? mineral)
    {
        if (!_offsets.TryGetValue(decision.BootCount, out long offset))
            _offsets[decision.BootCount] = offset = decision.SpectrumId <= _highest ? _highest : 0;
        long number = decision.SpectrumId + offset;
        _highest = Math.Max(_highest, number);
        if (_decided.Add(number) && truth is not null && number >= 1 && number <= truth.Count)
            _correct += string.Equals(truth[(int)number - 1], mineral, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
    }

    /// <summary>The score; <paramref name="sent"/> where it was counted elsewhere, otherwise the length of the truth.</summary>
    public DownlinkScore Score(long? sent = null) => new(sent ?? truth?.Count ?? 0, _decided.Count, truth is null ? null : _correct);
}
