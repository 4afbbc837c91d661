using System.Diagnostics;
using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>A ground station at work on a product link: what comes goes into the archive, and the robot is told now and then. One thread.</summary>
public sealed class LinkStation
{
    // One transaction for what came together, and never so much that the robot waits for its report.
    const int MostInATurn = 256;

    readonly LinkEndpoint _endpoint;
    readonly UplinkFramer _framer;
    readonly TimeSpan _reportEvery;
    readonly Stopwatch _sinceReport = Stopwatch.StartNew();

    /// <summary>Receives from <paramref name="endpoint"/> into <paramref name="archive"/>.</summary>
    /// <param name="endpoint">The line; whoever opened it closes it.</param>
    /// <param name="archive">Where products go.</param>
    /// <param name="envelope">What the link puts around each unit.</param>
    /// <param name="reportEvery">Time between two reports to the robot.</param>
    public LinkStation(LinkEndpoint endpoint, ProductArchive archive, LinkEnvelope envelope, TimeSpan reportEvery) =>
        (_endpoint, _framer, _reportEvery, Receiver) = (endpoint, new UplinkFramer(envelope), reportEvery, new LinkReceiver(archive, envelope));

    /// <summary>Takes products out of frames, and counts.</summary>
    public LinkReceiver Receiver { get; }

    /// <summary>Takes what comes within <paramref name="limit"/>, and reports where it is time; true where something came.</summary>
    public bool Turn(TimeSpan limit)
    {
        bool hasCome = Take(limit);
        for (int i = 0; hasCome && i < MostInATurn && Take(TimeSpan.Zero); i++) { }
        if (_sinceReport.Elapsed < _reportEvery)
            return hasCome;
        _sinceReport.Restart();
        Report();
        return hasCome;
    }

    /// <summary>Takes what has come already, and reports.</summary>
    public void Finish()
    {
        while (Take(TimeSpan.Zero)) { }
        Report();
    }

    /// <summary>Sends a message up the line that products come down on; false where nothing has come from the robot yet, or the line is down.</summary>
    public bool TrySend(ReadOnlySpan<byte> message) => _endpoint.TryAnswer(_framer.Frame(message));

    bool Take(TimeSpan limit)
    {
        if (_endpoint.Take(limit) is not { } bytes)
            return false;
        long now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        if (_endpoint.IsDatagram)
            Receiver.ReadDatagram(bytes, now);
        else
            Receiver.Read(bytes, now);
        return true;
    }

    void Report()
    {
        if (Receiver.Report() is { } report)
            _ = _endpoint.TryAnswer(_framer.Frame(output => LinkReportCodec.Write(output, report)));
    }
}
