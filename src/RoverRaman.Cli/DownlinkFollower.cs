using System.CommandLine;
using RoverRaman.Ground;

namespace RoverRaman.Cli;

/// <summary>Prints what a live source delivers, until enough has come, nothing more comes, or somebody stops it.</summary>
sealed class DownlinkFollower(InvocationConfiguration configuration, DownlinkDecoder decoder, bool json)
{
    readonly DownlinkJson _json = new(decoder.Names);
    readonly DownlinkTable _table = new(configuration.Output, decoder.Names);
    HealthEntry? _health;

    /// <summary>Exit code 0, or 1 where a wanted number of decisions did not come.</summary>
    public async Task<int> RunAsync(IDownlinkSource source, long? count, TimeSpan silence, CancellationToken cancellation)
    {
        configuration.Error.WriteLine($"listening on {source.Name}");
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timer.CancelAfter(silence);
        string end = "the source ended";
        try
        {
            await foreach (var message in source.ReadAsync(timer.Token))
            {
                timer.CancelAfter(silence);
                if (decoder.Accept(message) is { } entry)
                    Show(entry);
                if (decoder.Counters.Decisions >= count)
                    break;
            }
        }
        catch (OperationCanceledException)
        {
            end = cancellation.IsCancellationRequested ? "stopped" : $"{silence.TotalSeconds:0.###} s without a message";
        }
        return Finish(count, end, cancellation.IsCancellationRequested);
    }

    void Show(DownlinkEntry entry)
    {
        if (entry is DamagedEntry damaged)
            configuration.Error.WriteLine($"roverraman: {damaged.Reason}");
        if (json)
            configuration.Output.WriteLine(_json.Line(entry));
        else
            Print(entry);
        _health = entry as HealthEntry ?? _health;
        configuration.Output.Flush();
    }

    void Print(DownlinkEntry entry)
    {
        _table.PrintHead(); // with the first message of any kind: whoever waits sees that somebody is there
        if (entry is DecisionEntry decision)
            _table.PrintLine(decision);
    }

    int Finish(long? count, string end, bool stopped)
    {
        if (json)
            configuration.Output.WriteLine(DownlinkJson.Summary(decoder.Counters, null));
        else
            _table.PrintCounters(decoder.Counters, _health);
        bool enough = count is { } wanted ? decoder.Counters.Decisions >= wanted : decoder.Counters.Messages > 0;
        if (enough || stopped)
            return 0;
        configuration.Error.WriteLine($"roverraman: expected {(count is { } n ? $"{n} decisions" : "messages")}, found {decoder.Counters.Decisions} before {end}.");
        return 1;
    }
}
