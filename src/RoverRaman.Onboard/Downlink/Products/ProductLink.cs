using RoverRaman.Heads;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// The thread of the product link: makes products of judged spectra, sends frames when the session allows, takes reports and commands.
/// A line that fails loses frames, which are sent again; it never stops the loop, and processing never waits for it.
/// </summary>
public sealed class ProductLink : IMessageSink, IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Threads that offer messages: the clients' commands and the keeper's own tell of heads.</summary>
    const int MessageProducers = 6;
    const int MessageCapacity = 32;

    readonly SlotRing<SpectrumSlot> _ring;
    readonly SlotRing<MessageSlot> _messages = new(MessageCapacity, () => new MessageSlot(), MessageProducers);
    readonly PolicyGate _policies;
    readonly ILinkTransport _transport;
    readonly EventLog _log;
    readonly TimeProvider _clock;
    readonly long _startedAt;
    readonly long _startWall;
    readonly byte[] _frame = new byte[LinkFramer.MaxFrame];
    readonly byte[] _input = new byte[LinkFramer.MaxFrame];
    readonly Backoff _backoff = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
    long _syncedAt;
    long _quietUntil;

    /// <summary>Opens the store and joins the parts.</summary>
    /// <exception cref="IOException">The store or the transport cannot be used.</exception>
    public ProductLink(ProductLinkOptions options, IStorage storage, TriagePolicy policy, EventLog log, TimeProvider clock, ushort bootCount, ILinkTransport? transport = null, HeadCommands? heads = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_log, _clock) = (log, clock);
        (_startedAt, _startWall) = (clock.GetTimestamp(), clock.GetUtcNow().ToUnixTimeMilliseconds());
        _ring = new SlotRing<SpectrumSlot>(options.QueueCapacity, () => new SpectrumSlot());
        var policyFile = options.Store.Path + ".policy";
        _policies = new PolicyGate(options.PolicyKeys, heads is null ? null : heads.IsRevoked);
        Desk = new TriageDesk(Newest(policy, storage, policyFile), _ring);
        Store = new ProductStore(storage, options.Store);
        if (Store.TornBytes > 0)
            log.Warn("products-torn", ("path", options.Store.Path), ("bytes_cut", Store.TornBytes));
        Session = new LinkSession(options.Session, Store, new Prioritiser(PrioritiserOptions.Of(Desk.Policy) with { Capacity = options.Store.Capacity }));
        Products = new ProductDesk(Session, () => Desk.Policy, new RecentSpectra(options.RecentSpectra), Math.Max((uint)bootCount << 16, Store.LastMessage));
        var commands = new LinkCommands(Session, Products, (next, json) => UsePolicy(next, json, storage, policyFile), heads is null ? null : heads.Activate, _policies) { Now = () => clock.GetUtcNow().ToUnixTimeMilliseconds() };
        Session.OnCommand = commands.Handle;
        Session.OnReply = Products.Tell;
        Session.OnMessage = heads is null ? null : new LinkHeads(heads, Products).Handle;
        _transport = transport ?? Open(options);
        Heartbeat = new Heartbeat("products", clock);
    }

    /// <summary>The processing thread's side.</summary>
    public TriageDesk Desk { get; }

    /// <summary>What is held.</summary>
    public ProductStore Store { get; }

    /// <summary>The link.</summary>
    public LinkSession Session { get; }

    /// <summary>Makes products.</summary>
    public ProductDesk Products { get; }

    /// <summary>Sign of life.</summary>
    public Heartbeat Heartbeat { get; }

    /// <summary>Frames that the transport did not take.</summary>
    public long SendFailures { get; private set; }

    /// <summary>Decisions and messages that were dropped before they were stored, and products that the store had no room for.</summary>
    public long Dropped => Desk.Dropped + _messages.Dropped + Products.Refused;

    /// <inheritdoc/>
    public void Offer(MessageKind kind, ReadOnlySpan<byte> payload, long arrivedAt = 0)
    {
        var slot = _messages.Rent();
        slot.Set(kind, payload, arrivedAt);
        _ = _messages.Publish(slot);
    }

    /// <summary>No more spectra; <see cref="Run"/> returns when those that wait are stored.</summary>
    public void Close() => _ring.Close();

    /// <summary>Works until closed.</summary>
    public void Run()
    {
        while (true)
        {
            Heartbeat.Beat();
            if (_ring.Take(Pause) is { } slot)
            {
                Products.Add(slot);
                _ring.Return(slot);
            }
            else if (_ring.IsClosed)
                break;
            TellMessages();
            Exchange();
        }
        TellMessages();
        Exchange(); // what fits one turn still leaves; the rest waits in the store
        _ = Store.Sync();
        _log.Info("products", ("held", Store.Held.Count), ("acknowledged", Store.Count(ProductState.Acknowledged)), ("expired", Store.Count(ProductState.Expired)),
            ("repeated", Session.Repeated), ("frames", Session.Frames), ("dropped", Desk.Dropped + _messages.Dropped), ("refused", Products.Refused));
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _transport.Dispose();
        Store.Dispose();
    }

    // Time that never jumps, from the wall clock at the start: windows need the calendar, timers an even step.
    long Now => _startWall + (long)_clock.GetElapsedTime(_startedAt).TotalMilliseconds;

    void Exchange()
    {
        if (Now >= _quietUntil)
            Converse();
        if (Now - _syncedAt < 1000)
            return;
        _syncedAt = Now;
        Session.Expire(Now);
        _ = Store.Sync();
    }

    void TellMessages()
    {
        while (_messages.Take(TimeSpan.Zero) is { } slot)
        {
            Products.Tell(slot.Payload);
            _messages.Return(slot);
        }
    }

    // On a line that is down every frame is lost, so nothing is sent until it may be up again.
    void Converse()
    {
        try
        {
            for (var i = 0; i < 64 && _transport.Receive(_input) is > 0 and var received; i++)
                Session.Receive(_input.AsSpan(0, received), _transport.IsDatagram, Now);
            for (var i = 0; i < 64 && Session.Next(Now, _frame) is > 0 and var length; i++)
                _transport.Send(_frame.AsSpan(0, length));
            if (_backoff.Failures > 0)
                _log.Info("products-line-recovered", ("to", _transport.Name), ("after_failures", _backoff.Failures));
            _backoff.Reset();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            SendFailures++;
            _quietUntil = Now + (long)_backoff.Next().TotalMilliseconds;
            _log.Warn("products-not-sent", ("to", _transport.Name), ("reason", e.Message), ("failures", SendFailures));
        }
    }

    bool UsePolicy(TriagePolicy policy, ReadOnlyMemory<byte> json, IStorage storage, string file)
    {
        if (!Desk.Use(policy))
            return false;
        try
        {
            storage.Replace(file, json.Span);
        }
        catch (IOException e)
        {
            _log.Warn("policy-not-kept", ("path", file), ("reason", e.Message));
        }
        _log.Info("policy-in-use", ("version", policy.Version));
        return true;
    }

    // The one of the settings, unless the ground has sent a newer one.
    TriagePolicy Newest(TriagePolicy configured, IStorage storage, string file)
    {
        if (!storage.Exists(file))
            return configured;
        try
        {
            var kept = _policies.Open(storage.Read(file, LinkCommand.MaxData));
            return kept.Version > configured.Version ? kept : configured;
        }
        catch (Exception e) when (e is IOException or HeadFormatException) // TriagePolicyException is an IOException
        {
            _log.Warn("policy-not-read", ("path", file), ("reason", e.Message));
            return configured;
        }
    }

    static ILinkTransport Open(ProductLinkOptions options) => options switch
    {
        { Udp: { } ground } => new UdpLinkTransport(ground, options.UdpListen),
        { Line: { } line } => new LineLinkTransport(line),
        { File: { } file } => new FileLinkTransport(file),
        _ => throw new ArgumentException("Expected a UDP, a line or a file address for the product link, found none.", nameof(options)),
    };
}
