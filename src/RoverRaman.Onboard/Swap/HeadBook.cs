using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>What follows from all events so far. The same events always give the same book: that is why a start needs nothing else.</summary>
sealed class HeadBook
{
    readonly Dictionary<string, HeadEntry> _heads = [];
    readonly List<string> _confirmed = [];
    readonly List<HeadEvent> _revocations = [];

    /// <summary>Heads whose files are onboard.</summary>
    public IReadOnlyCollection<HeadEntry> Heads => _heads.Values;

    /// <summary>The head to use while no trial is on: the last confirmed one that can be used; null: the factory head.</summary>
    public HeadEntry? Active => Usable().LastOrDefault();

    /// <summary>The one confirmed before it.</summary>
    public HeadEntry? Previous => Usable().SkipLast(1).LastOrDefault();

    /// <summary>The head on trial.</summary>
    public HeadEntry? Trial { get; private set; }

    /// <summary>The trial is in the shadow.</summary>
    public bool IsShadow { get; private set; }

    /// <summary>Starts of the daemon within the trial.</summary>
    public int TrialStarts { get; private set; }

    /// <summary>Highest version that was ever confirmed. Never goes down.</summary>
    public uint Floor { get; private set; }

    /// <summary>Events of revocations; their ids name the stored orders.</summary>
    public IReadOnlyList<HeadEvent> Revocations => _revocations;

    /// <summary>The head of that id, or null.</summary>
    public HeadEntry? Find(string id) => _heads.GetValueOrDefault(id);

    /// <summary>Raises the floor to what another copy of the counters says.</summary>
    public void Raise(uint floor) => Floor = Math.Max(Floor, floor);

    /// <summary>Takes one event.</summary>
    public void Apply(HeadEvent happened)
    {
        var id = Hex(happened.HeadId);
        switch (happened.Step)
        {
            case HeadStep.Validated:
                _heads[id] = new HeadEntry(id, happened.HeadVersion, happened.SignerId, happened.UnixMilliseconds);
                break;
            case HeadStep.TrialBegun or HeadStep.ShadowBegun when _heads.ContainsKey(id):
                Trial = Touch(id, happened) with { IsReverted = false };
                (IsShadow, TrialStarts) = (happened.Step == HeadStep.ShadowBegun, 1);
                break;
            case HeadStep.TrialResumed:
                TrialStarts++;
                break;
            case HeadStep.Confirmed:
                Confirm(id, happened);
                break;
            case HeadStep.Reverted:
                EndTrial(id);
                if (_heads.ContainsKey(id))
                    _heads[id] = Touch(id, happened) with { IsReverted = true };
                break;
            case HeadStep.FellBack:
                EndTrial(id);
                if (_heads.ContainsKey(id))
                    _heads[id] = Touch(id, happened) with { IsDamaged = true };
                break;
            case HeadStep.Deleted:
                Forget(id);
                break;
            case HeadStep.KeysRevoked:
                _revocations.Add(happened);
                break;
            case HeadStep.CounterLowered:
                Lower(id, happened);
                break;
            case HeadStep.LogRotated:
                Raise(happened.HeadVersion);
                break;
        }
    }

    /// <summary>The fewest events that give this book again; each with the data that it had.</summary>
    public IEnumerable<HeadEvent> Snapshot()
    {
        foreach (var head in _heads.Values)
            yield return Of(head, HeadStep.Validated);
        foreach (var head in _heads.Values.Where(h => h.IsReverted))
            yield return Of(head, HeadStep.Reverted);
        foreach (var id in _confirmed)
            yield return Of(_heads[id], HeadStep.Confirmed);
        foreach (var head in _heads.Values.Where(h => h.IsDamaged))
            yield return Of(head, HeadStep.FellBack);
        foreach (var revocation in _revocations)
            yield return revocation;
        if (Trial is null)
            yield break;
        yield return Of(Trial, IsShadow ? HeadStep.ShadowBegun : HeadStep.TrialBegun);
        for (var i = 1; i < TrialStarts; i++)
            yield return Of(Trial, HeadStep.TrialResumed);
    }

    static string Hex(ReadOnlyMemory<byte> id) => Convert.ToHexStringLower(id.Span);

    static HeadEvent Of(HeadEntry head, HeadStep step) => new()
    {
        Sequence = 0,
        UnixMilliseconds = head.Since,
        TimeQuality = TimeQuality.Unknown,
        Step = step,
        HeadVersion = head.Version,
        HeadId = Convert.FromHexString(head.Id),
        SignerId = head.Signer,
    };

    IEnumerable<HeadEntry> Usable() => _confirmed.Select(id => _heads[id]).Where(head => !head.IsDamaged);

    HeadEntry Touch(string id, HeadEvent happened) => _heads[id] = _heads[id] with { Since = happened.UnixMilliseconds };

    void Confirm(string id, HeadEvent happened)
    {
        EndTrial(id);
        Raise(happened.HeadVersion);
        if (!_heads.ContainsKey(id))
            return;
        _heads[id] = Touch(id, happened) with { IsReverted = false };
        _confirmed.Remove(id);
        _confirmed.Add(id);
    }

    // Every head confirmed after that one steps back; the counter of the order is used up, so the floor goes up, not down. An id that is
    // not in the book is the factory head's.
    void Lower(string id, HeadEvent happened)
    {
        Raise(happened.HeadVersion);
        if (!_confirmed.Contains(id))
            _confirmed.Clear();
        if (!_heads.ContainsKey(id))
            return;
        _heads[id] = Touch(id, happened) with { IsReverted = false };
        _confirmed.Remove(id);
        _confirmed.Add(id);
    }

    void EndTrial(string id)
    {
        if (Trial?.Id == id)
            (Trial, IsShadow, TrialStarts) = (null, false, 0);
    }

    void Forget(string id)
    {
        _heads.Remove(id);
        _confirmed.Remove(id);
    }
}
