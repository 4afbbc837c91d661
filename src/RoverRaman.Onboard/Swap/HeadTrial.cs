using RoverRaman.Inference;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// Counts what a head on trial does. The processing thread tells it each usable spectrum; the keeper asks whether it is over. It takes
/// <see cref="UnnamedLimit"/> usable spectra without a class in a row to fail at once.
/// </summary>
/// <param name="id">The head on trial.</param>
/// <param name="version">Its version.</param>
/// <param name="spectra">Length of the trial.</param>
/// <param name="shadow">Where it looks on: a slot with the head; null where it is in use.</param>
/// <param name="clock">Time.</param>
/// <param name="limit">Longest time.</param>
sealed class HeadTrial(string id, uint version, int spectra, HeadSlot? shadow, TimeProvider clock, TimeSpan limit)
{
    /// <summary>Usable spectra without a class, one after the other, that end a trial.</summary>
    public const int UnnamedLimit = 3;

    /// <summary>Share of spectra on which the shadow may disagree with a confident head in use about minerals that both know.</summary>
    const double DisagreementLimit = 0.1;

    readonly long _began = clock.GetTimestamp();
    int _seen;
    int _unnamed;
    int _failed;
    int _compared;
    int _disagreed;

    /// <summary>The head on trial.</summary>
    public string Id => id;

    /// <summary>True where it only looks on.</summary>
    public bool IsShadow => shadow is not null;

    /// <summary>Spectra until the trial ends.</summary>
    public int Left => Math.Max(0, spectra - Volatile.Read(ref _seen));

    /// <summary>One usable spectrum, decided by the head in use. Allocates nothing. The processing thread alone.</summary>
    public void Observe(in Identification decided, ReadOnlySpan<float> features)
    {
        if (shadow is null && decided.HeadVersion != version)
            return; // decided just before the swap
        var own = shadow is null ? decided : shadow.Identify(features);
        _unnamed = own.Count == 0 ? _unnamed + 1 : 0;
        if (_unnamed >= UnnamedLimit)
            Volatile.Write(ref _failed, 1);
        if (shadow is not null)
            Compare(decided, own);
        Volatile.Write(ref _seen, _seen + 1);
    }

    /// <summary>How it ended; null while it goes on. <see cref="HeadReason.HealthRule"/>: well.</summary>
    /// <param name="byCommand">Only a command may end it well.</param>
    public HeadReason? Verdict(bool byCommand)
    {
        if (Volatile.Read(ref _failed) != 0)
            return HeadReason.TrialUnhealthy;
        if (Left == 0 && Volatile.Read(ref _disagreed) > DisagreementLimit * Math.Max(1, Volatile.Read(ref _compared)))
            return HeadReason.ShadowDisagrees;
        if (Left == 0 && !byCommand)
            return HeadReason.HealthRule;
        return clock.GetElapsedTime(_began) >= limit ? HeadReason.TrialTimedOut : null;
    }

    void Compare(in Identification decided, in Identification own)
    {
        if (decided.Count == 0 || own.Count == 0 || decided.Top[0].Probability < 0.6f || !shadow!.Active.Manifest.Classes.HasId(decided.Top[0].ClassId))
            return;
        Volatile.Write(ref _compared, _compared + 1);
        if (own.Top[0].ClassId != decided.Top[0].ClassId)
            Volatile.Write(ref _disagreed, _disagreed + 1);
    }
}
