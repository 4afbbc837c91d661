using System.Diagnostics;
using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>
/// A conversation over the product link. Commands go up as they are and may be lost, so they are sent again until they are answered; answers
/// come down as products, which the robot sends until they are acknowledged. They are read from the archive in the order of their numbers,
/// so a list is whole before its end is seen.
/// </summary>
public sealed class LineDeviceLink : DeviceLink
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(200);

    readonly LineDeviceOptions _options;
    readonly ProductArchive _archive;
    readonly LinkEndpoint? _endpoint;
    readonly LinkStation? _station;
    readonly UplinkFramer _framer;
    readonly Stopwatch _clock = Stopwatch.StartNew();
    TimeSpan _freeAt;
    TimeSpan? _gapSince;
    bool _isKnown;
    uint _message;

    /// <summary>Opens the line and makes sure that somebody answers.</summary>
    /// <exception cref="DownlinkException">It cannot be opened, or no robot answers.</exception>
    public LineDeviceLink(LineDeviceOptions options) : base(options.Source ?? options.Target ?? "", options.Patience, (uint)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds())
    {
        _options = options;
        _framer = new UplinkFramer(options.Envelope);
        _archive = new ProductArchive(options.Store);
        try
        {
            _endpoint = options.Source is { } source ? LinkEndpoint.Open(source, options.Baud) : null;
            _station = _endpoint is null ? null : new LinkStation(_endpoint, _archive, options.Envelope, ReportEvery);
            _message = _archive.LastMessage;
            Greet();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override int MaxMessage => Math.Min(base.MaxMessage, LinkFramer.MaxUnit(_options.Envelope, _options.Mtu, isCommand: true));

    /// <summary>Half of all frames may be lost, each way, and a round still brings something in all but one case of thousands.</summary>
    public override int Rounds => 30;

    /// <inheritdoc/>
    protected override TimeSpan RepeatAfter => _options.RepeatAfter;

    /// <inheritdoc/>
    protected override void Send(ReadOnlyMemory<byte> message)
    {
        if (message.Length > MaxMessage)
            throw new DownlinkException($"Expected messages of at most {MaxMessage} bytes for frames of {_options.Mtu}, found {message.Length}; this needs a larger --mtu.");
        for (; _clock.Elapsed < _freeAt; Turn(_freeAt - _clock.Elapsed)) { }
        if (_options.Target is { } target)
            LinkEndpoint.SendOnce(target, _framer.Frame(message.Span));
        else
            Answer(message.Span);
        _freeAt = _clock.Elapsed + TimeSpan.FromSeconds(8.0 * message.Length / _options.BitsPerSecond);
    }

    /// <inheritdoc/>
    protected override ReadOnlyMemory<byte>? Next(TimeSpan limit)
    {
        var end = _clock.Elapsed + limit;
        while (true)
        {
            if (NextInArchive() is { } message)
                return message;
            var left = end - _clock.Elapsed;
            if (left <= TimeSpan.Zero)
                return null;
            Turn(left);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _station?.Finish();
        _endpoint?.Dispose();
        _archive.Dispose();
    }

    // The number of the reply is where the answers of this conversation begin.
    void Greet()
    {
        var id = NextCommand();
        _ = Ask(id, output => LinkCommandCodec.Write(output, new LinkCommand(id, LinkOperation.Ping, 0, 0, default)));
        _isKnown = true;
    }

    void Answer(ReadOnlySpan<byte> message)
    {
        var until = _clock.Elapsed + _options.Patience;
        while (!_station!.TrySend(message))
            if (_clock.Elapsed < until)
                Turn(Pause);
            else
                throw new DownlinkException($"Expected something from the robot on '{_endpoint!.Name}' within {_options.Patience.TotalSeconds:0.###} s, to know where to send to, found nothing; is it on, and is this where it sends? Give --to where you know where it listens.");
    }

    void Turn(TimeSpan limit)
    {
        var pause = TimeSpan.FromTicks(Math.Clamp(limit.Ticks, 0, Pause.Ticks));
        if (_station is null)
            Thread.Sleep(pause); // another program receives into the archive
        else if (_station.Turn(pause))
            _station.Receiver.Save();
        else if (_endpoint!.IsAtEnd)
            throw new DownlinkException($"Expected an answer from the robot on '{_endpoint.Name}', found the end of the line; is it plugged in?");
    }

    // A number that is missing is on its way and comes again; one that never comes (the robot had no room for it, or has restarted) must not hold up the rest.
    ReadOnlyMemory<byte>? NextInArchive()
    {
        while (_archive.MessageAfter(_message) is { } found)
        {
            if (_isKnown && found.Key.Sequence != _message + 1 && _clock.Elapsed - (_gapSince ??= _clock.Elapsed) < _options.Patience / 2)
                return null;
            (_message, _gapSince) = (found.Key.Sequence, null);
            if (found.Key.Kind == ProductKind.Message)
                return ProductUnit.MessageOf(found.Body, out _);
        }
        return null;
    }
}
