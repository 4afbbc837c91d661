namespace RoverRaman.Onboard;

/// <summary>The threads of a few stages. A stage that throws what nobody foresaw is logged and ends the whole: systemd starts it afresh.</summary>
sealed class StageThreads(EventLog log, Action onEnd)
{
    readonly Dictionary<string, Thread> _threads = [];
    volatile bool _failed;

    /// <summary>True where a stage threw.</summary>
    public bool HasFailed => _failed;

    public void Start(string name, Action body)
    {
        var thread = new Thread(() => Run(name, body)) { IsBackground = true, Name = name };
        _threads.Add(name, thread);
        thread.Start();
    }

    /// <summary>Waits for one stage; one that does not end is named in the log and left to the end of the process.</summary>
    public void Join(string name, TimeSpan limit)
    {
        if (!_threads[name].Join(limit))
            log.Error("stage-does-not-end", ("stage", name), ("waited_ms", (int)limit.TotalMilliseconds));
    }

    public void JoinAll(TimeSpan limit)
    {
        foreach (var name in _threads.Keys)
            Join(name, limit);
    }

    // The last catch: whatever it is, the process must end with an exit code that its supervisor sees.
#pragma warning disable CA1031
    void Run(string name, Action body)
    {
        try
        {
            body();
        }
        catch (Exception e)
        {
            _failed = true;
            log.Error("stage-failed", ("stage", name), ("exception", e));
        }
        finally
        {
            onEnd();
        }
    }
#pragma warning restore CA1031
}
