using RoverRaman.Heads;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>Writes each step to the journal, and then tells it: the log for people, the links for ground. Also holds the keys that count now.</summary>
sealed class HeadDiary(HeadJournal journal, KeyRing keys, EventLog log)
{
    readonly List<HeadEvent> _untold = [];

    /// <summary>The journal.</summary>
    public HeadJournal Journal => journal;

    /// <summary>What follows from it.</summary>
    public HeadBook Book => journal.Book;

    /// <summary>The keys that count: the configured ones less the revoked.</summary>
    public KeyRing Keys { get; set; } = keys;

    /// <summary>Told every event, those before it was set too.</summary>
    public Action<HeadEvent>? Report
    {
        get;
        set
        {
            field = value;
            foreach (var happened in _untold)
                value?.Invoke(happened);
            _untold.Clear();
        }
    }

    /// <summary>One step.</summary>
    /// <exception cref="IOException">The disk failed; nothing has changed.</exception>
    public void Append(HeadStep step, string? id, uint version, uint signer = 0, HeadReason reason = HeadReason.None)
    {
        var happened = journal.Append(step, id, version, signer, reason);
        log.Info("head", ("step", step), ("version", version), ("head", id is null ? "-" : id[..16]), ("reason", HeadIds.Text(reason)), ("signer", signer.ToString("x8")));
        if (Report is { } report)
            report(happened);
        else
            _untold.Add(happened);
    }

    /// <summary>Something was refused. A disk that fails here changes nothing: the refusal stands.</summary>
    public HeadOutcome Refuse(HeadReason reason, string text, string? id, uint version, uint signer = 0)
    {
        try
        {
            Append(HeadStep.Refused, id, version, signer, reason);
        }
        catch (IOException e)
        {
            log.Error("heads-disk-failed", ("reason", e.Message));
        }
        return new HeadOutcome(reason, text, id);
    }
}
