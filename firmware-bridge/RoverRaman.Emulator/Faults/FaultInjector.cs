namespace RoverRaman.Emulator;

/// <summary>
/// Spoils replies on their way out as a script says. The same script, seed and replies give the same faults, byte for byte: each rule draws
/// from a generator of its own.
/// </summary>
public sealed class FaultInjector
{
    readonly ActiveRule[] _rules;

    /// <summary>Spoils as <paramref name="script"/> says.</summary>
    public FaultInjector(FaultScript script, int seed)
    {
        ArgumentNullException.ThrowIfNull(script);
        _rules = [.. script.Rules.Select((rule, number) => new ActiveRule(rule, unchecked(seed * 7919 + number)))];
    }

    /// <summary>Spoils every N-th spectrum.</summary>
    /// <param name="kind">How.</param>
    /// <param name="every">N; 1 spoils all.</param>
    /// <param name="seed">Seed of the random bytes.</param>
    public FaultInjector(FaultKind kind, int every, int seed) : this(FaultScript.Simple(kind, every), seed)
    {
    }

    /// <summary>Called for each fault, before its bytes are sent.</summary>
    public Action<InjectedFault>? OnInjected { get; init; }

    /// <summary>Faults injected so far.</summary>
    public long Injected { get; private set; }

    /// <summary>Gives back the reply, or a spoilt one.</summary>
    public VirtualReply Apply(VirtualReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        if (reply.HangUp)
            return reply;
        // Every rule counts every reply, also those that an earlier rule spoilt.
        ActiveRule? chosen = null;
        foreach (var rule in _rules)
            if (rule.Rule.What != FaultKind.BaudHalfDone && rule.AppliesTo(reply) && chosen is null)
                chosen = rule;
        return chosen is null ? reply : Spoil(reply, chosen);
    }

    /// <summary>A change of the rate is about to happen; false when it is to be acknowledged only.</summary>
    public bool AllowsBaudChange()
    {
        var halfDone = false;
        foreach (var rule in _rules)
            if (rule.Rule.What == FaultKind.BaudHalfDone && rule.IsDue() && !halfDone)
            {
                halfDone = true;
                rule.Count();
                OnInjected?.Invoke(new InjectedFault(++Injected, FaultKind.BaudHalfDone, ReplyKind.Setting, null));
            }
        return !halfDone;
    }

    VirtualReply Spoil(VirtualReply reply, ActiveRule rule)
    {
        var (spoilt, at, error) = rule.Spoil(reply);
        if (ReferenceEquals(spoilt, reply))
            return reply;
        rule.Count();
        OnInjected?.Invoke(new InjectedFault(++Injected, rule.Rule.What, reply.Kind, reply.Played?.Index, at, error));
        return spoilt with { Played = reply.Played is { } played ? played with { Fault = rule.Rule.What } : null };
    }
}
