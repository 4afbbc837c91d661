using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// The thread of the product link: makes products of judged spectra, sends frames when the session allows, takes reports and commands.
/// A line that fails loses frames, which are sent again; it never stops the loop, and processing never waits for it.
/// </summary>
public sealed class ProductLink : IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    readonly SlotRing<SpectrumSlot> _ring;
    readonly ILinkTransport _transport;
    readonly EventLog _log;
    readonly TimeProvider _clock;
    readonly long _startedAt;
    readonly long _startWall;
    readonly byte[] _frame = new byte[LinkFramer.MaxFrame];
    readonly byte[] _input = new byte[LinkFramer.MaxFrame];
    long _syncedAt;

    /// <summary>Opens the store and joins the parts.</summary>
    /// <exception cref="IOException">The store or the transport cannot be used.</exception>
    public ProductLink(ProductLinkOptions options, IStorage storage, TriagePolicy policy, EventLog log, TimeProvider clock, ushort bootCount, ILinkTransport? transport = null, Func<uint, (CommandResult, string)>? activateHead = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_log, _clock) = (log, clock);
        (_startedAt, _startWall) = (clock.GetTimestamp(), clock.GetUtcNow().ToUnixTimeMilliseconds());
        _ring = new SlotRing<SpectrumSlot>(options.QueueCapacity, () => new SpectrumSlot());
        var policyFile = options.Store.Path + ".policy";
        Desk = new TriageDesk(Newest(policy, storage, policyFile), _ring);
        Store = new ProductStore(storage, options.Store);
        if (Store.TornBytes > 0)
            log.Warn("products-torn", ("path", options.Store.Path), ("bytes_cut", Store.TornBytes));
        Session = new LinkSession(options.Session, Store, new Prioritiser(PrioritiserOptions.Of(Desk.Policy) with { Capacity = options.Store.Capacity }));
        Products = new ProductDesk(Session, () => Desk.Policy, new RecentSpectra(options.RecentSpectra), (uint)bootCount << 16);
        var commands = new LinkCommands(Session, Products, (next, json) => UsePolicy(next, json, storage, policyFile), activateHead) { Now = () => clock.GetUtcNow().ToUnixTimeMilliseconds() };
        Session.OnCommand = commands.Handle;
        Session.OnReply = Products.Tell;
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
            Exchange();
        }
        Exchange(); // what fits one turn still leaves; the rest waits in the store
        _ = Store.Sync();
        _log.Info("products", ("held", Store.Held.Count), ("acknowledged", Store.Count(ProductState.Acknowledged)), ("expired", Store.Count(ProductState.Expired)),
            ("repeated", Session.Repeated), ("frames", Session.Frames), ("dropped", Desk.Dropped), ("refused", Products.Refused));
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
        try
        {
            for (var i = 0; i < 64 && _transport.Receive(_input) is > 0 and var received; i++)
                Session.Receive(_input.AsSpan(0, received), _transport.IsDatagram, Now);
            for (var i = 0; i < 64 && Session.Next(Now, _frame) is > 0 and var length; i++)
                _transport.Send(_frame.AsSpan(0, length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            SendFailures++;
            _log.Warn("products-not-sent", ("to", _transport.Name), ("reason", e.Message), ("failures", SendFailures));
        }
        if (Now - _syncedAt < 1000)
            return;
        _syncedAt = Now;
        _ = Store.Sync();
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
            var kept = TriagePolicyJson.Parse(storage.Read(file, TriagePolicyJson.MaxBytes));
            return kept.Version > configured.Version ? kept : configured;
        }
        catch (IOException e) // TriagePolicyException is one
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
