using RoverRaman.Instruments.Housekeeping;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// All wiring, in flow order: Serial -> Preprocess -> Infer -> Triage -> Downlink. One thread acquires, one processes, one serves each
/// sink; between them stand bounded buffers that drop the oldest and count it. The caller's thread supervises.
/// </summary>
public sealed class SciencePipeline : IDisposable
{
    readonly OnboardOptions _options;
    readonly EventLog _log;
    readonly ServiceManager _service;
    readonly AcquisitionTrigger _trigger;
    readonly SlotRing<RawFrame> _frames;
    readonly AcquisitionLoop _acquisition;
    readonly ProcessingLoop _processing;
    readonly QueuedSink? _journal;
    readonly QueuedSink? _link;
    readonly SocketPublisher? _publisher;
    readonly ProductLink? _products;
    readonly MessageRouter _router;
    readonly HealthReporter _health;
    readonly PipelineSummary _summary;
    readonly Supervisor _supervisor;
    readonly HeadKeeper? _heads;
    readonly IBoardSensors? _board;

    /// <summary>Joins the stages. Opens the socket and reads the journal; starts nothing.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="instrument">First stage's instrument.</param>
    /// <param name="preprocess">Second stage.</param>
    /// <param name="classifier">Third stage.</param>
    /// <param name="log">Takes events.</param>
    /// <param name="service">The service manager.</param>
    /// <param name="clock">Time.</param>
    /// <param name="heads">Keeper of the heads; null: the model's head, always. Disposed with the pipeline.</param>
    /// <exception cref="IOException">The socket or the journal cannot be used; the message says why.</exception>
    public SciencePipeline(
        OnboardOptions options, ISpectrometerSource instrument, IFramePreprocessor preprocess, ISpectrumClassifier classifier,
        EventLog log, ServiceManager service, TimeProvider clock, HeadKeeper? heads = null)
    {
        (_options, _log, _service, _heads) = (options, log, service, heads);
        var state = options.Journal is { } file ? JournalState.Read(file.Path) : new JournalState();
        var bootCount = (ushort)(state.BootCount + 1);
        if (state.TornBytes > 0)
            log.Warn("journal-torn", ("path", options.Journal!.Path), ("bytes_cut", state.TornBytes), ("good_bytes", state.GoodLength));

        // Serial
        var acquired = new AcquisitionCounters();
        _trigger = new AcquisitionTrigger(options.Acquisition, clock);
        _frames = new SlotRing<RawFrame>(options.Acquisition.QueueCapacity, () => new RawFrame());
        _acquisition = new AcquisitionLoop(instrument, options.Acquisition, _trigger, _frames, acquired, log, clock, state.SpectrumId + 1);

        // Downlink
        var socketLatency = new LatencyHistogram();
        var headCommands = heads is null ? null : new HeadCommands(heads);
        var commands = new CommandHandler(_trigger, () => _acquisition.IsConnected, headCommands);
        var journalFile = options.Journal is { } journal ? new JournalWriter(journal, state) : null;
        _journal = journalFile is null ? null : new QueuedSink("journal", journalFile, options.Journal!.QueueCapacity, log, clock);
        _link = options.Link is { } link ? new QueuedSink("link", LinkWriters.Create(link), link.QueueCapacity, log, clock) : null;
        _publisher = options.Publisher is { } socket ? new SocketPublisher(socket, commands.Handle, socketLatency, log, clock) : null;
        _router = new MessageRouter(_journal, _publisher, _link, options.Link);
        _products = options.Products is { } products ? new ProductLink(products, new DiskStorage(), options.Triage, log, clock, bootCount, heads: headCommands) : null;
        _router.Products = _products;
        _products?.Desk.Use(classifier.Classes.Classes);
        if (heads is not null)
            heads.Report = _router.Tell;

        // Preprocess -> Infer -> Triage
        var processed = new ProcessingCounters();
        var triage = new TriageRules(options.Triage, classifier.Classes.Classes);
        foreach (var target in triage.MissingTargets)
            log.Warn("target-unknown", ("target", target), ("head", classifier.Classes.HeadVersion));
        _processing = new ProcessingLoop(_frames, preprocess, classifier, triage, _router, processed, log, clock, bootCount,
            Math.Max(state.Sequence, _products?.Store.LastSequence ?? 0), heads, _products?.Desk);

        // Health
        _health = new HealthReporter(acquired, _frames, processed, _journal, journalFile, _link, _publisher, commands, classifier, clock, bootCount, state.TornBytes, heads, _products);
        _summary = new PipelineSummary(acquired, _frames, processed, _journal, _link, _publisher, socketLatency);
        _supervisor = new Supervisor(Hearts(), service, log, clock, options.HealthInterval, () => _router.Report(_health.Take()));
        _board = options.Board?.Open();
        _health.Board = new BoardHealth(_board, preprocess);
        _router.Introduce(new Hello(Hello.CurrentProtocol, "roverramand", options.Version), classifier.Classes);
    }

    /// <summary>Works until stopped, until the configured number of spectra, or until a stage fails beyond repair.</summary>
    /// <returns>True where it ended as it should; false where a stage failed.</returns>
    public bool Run(CancellationToken stop)
    {
        using var stages = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var sinks = new StageThreads(_log, _supervisor.Wake);
        var flow = new StageThreads(_log, _supervisor.Wake);
        if (_journal is not null)
            sinks.Start("journal", _journal.Run);
        if (_link is not null)
            sinks.Start("link", _link.Run);
        if (_products is not null)
            sinks.Start("products", _products.Run);
        if (_publisher is not null)
            sinks.Start("publish", () => _publisher.Run(stages.Token));
        if (_heads is not null)
            sinks.Start("heads", _heads.Run);
        _router.Report(_health.Take());
        flow.Start("processing", _processing.Run);
        flow.Start("acquisition", () => _acquisition.Run(stages.Token));

        _service.Ready();
        _log.Info("ready", ("version", _options.Version));
        _supervisor.Run(() => _acquisition.IsFinished || flow.HasFailed || sinks.HasFailed, stop);

        _service.Stopping();
        Stop(stages, flow, sinks);
        _log.Info("stopped", _summary.Fields());
        return !flow.HasFailed && !sinks.HasFailed;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _publisher?.Dispose();
        _heads?.Dispose();
        (_board as IDisposable)?.Dispose();
    }

    /// <summary>From front to back, so that what was acquired is decided, and what was decided is written.</summary>
    void Stop(CancellationTokenSource stages, StageThreads flow, StageThreads sinks)
    {
        stages.Cancel();
        flow.Join("acquisition", _options.DrainLimit + TimeSpan.FromSeconds(2));
        _frames.Close();
        flow.Join("processing", _options.DrainLimit);
        _router.Report(_health.Take());
        _heads?.Stop();
        _journal?.Close();
        _link?.Close();
        _products?.Close();
        sinks.JoinAll(_options.DrainLimit);
        Dispose();
    }

    List<Heartbeat> Hearts()
    {
        List<Heartbeat?> hearts = [_acquisition.Heartbeat, _processing.Heartbeat, _journal?.Heartbeat, _link?.Heartbeat, _products?.Heartbeat, _publisher?.Heartbeat, _heads?.Heartbeat];
        return [.. hearts.OfType<Heartbeat>()];
    }
}
