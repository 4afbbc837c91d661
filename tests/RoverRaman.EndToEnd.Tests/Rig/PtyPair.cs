using RoverRaman.Instruments.Transports;

namespace RoverRaman.EndToEnd.Tests;

/// <summary>Two ttys joined back to back, as by a null modem cable: what one end says the other hears.</summary>
sealed class PtyPair : IDisposable
{
    static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(50);

    readonly PtyMaster _left = PtyMaster.Create();
    readonly PtyMaster _right = PtyMaster.Create();
    readonly CancellationTokenSource _stop = new();
    readonly Thread[] _threads;

    public PtyPair()
    {
        _threads = [new(() => Carry(_left, _right)), new(() => Carry(_right, _left))];
        foreach (var thread in _threads)
            thread.Start();
    }

    public string Left => _left.TerminalPath;

    public string Right => _right.TerminalPath;

    public void Dispose()
    {
        _stop.Cancel();
        foreach (var thread in _threads)
            thread.Join();
        _left.Dispose();
        _right.Dispose();
        _stop.Dispose();
    }

    void Carry(PtyMaster from, PtyMaster to)
    {
        var bytes = new byte[4096];
        try
        {
            while (!_stop.IsCancellationRequested)
                if (from.Read(bytes, Turn, _stop.Token) is > 0 and var count)
                    to.Write(bytes.AsSpan(0, count), ChildProcess.Limit, _stop.Token);
        }
        catch (OperationCanceledException) { } // the cable is pulled
    }
}
