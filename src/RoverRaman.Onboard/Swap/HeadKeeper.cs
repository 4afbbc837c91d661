using RoverRaman.Heads;
using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// Keeps the heads: takes signed objects, verifies, validates, tries, confirms or reverts, and falls back when something is damaged
/// (the state machine is drawn in this folder's README). Commands come on their clients' threads, one at a time; the processing thread
/// only tells what it decided and never waits. The journal decides what a start uses; the factory head is always there.
/// </summary>
public sealed class HeadKeeper : IHeadWatch, IDisposable
{
    /// <summary>Time between two looks at trial and memory.</summary>
    static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Time between two savings of what was measured: what a power cut may cost of it.</summary>
    static readonly TimeSpan SaveInterval = TimeSpan.FromSeconds(5);

    readonly Lock _gate = new();
    readonly HeadOptions _options;
    readonly HeadSlot _slot;
    readonly HeadStore _store;
    readonly HeadShelf _shelf;
    readonly HeadDiary _diary;
    readonly HeadIntake _intake;
    readonly HeadJournal _journal;
    readonly ClassLedger _ledger;
    readonly HeadReceiver _receiver;
    readonly FeatureStore _features;
    readonly UnknownClusters _unknowns;
    readonly SpectrumMemory _memory;
    readonly EventLog _log;
    readonly TimeProvider _clock;
    readonly StopSignal _stopping = new();
    HeadTrial? _trial;
    long _faultsTold;
    long _swaps;
    long _savedAt;

    /// <summary>Reads the journal and puts the head that it decides on into the slot.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="storage">Where files are.</param>
    /// <param name="slot">The slot at work.</param>
    /// <param name="factory">The head that came with the model.</param>
    /// <param name="golden">What no head may break.</param>
    /// <param name="log">Events, for people.</param>
    /// <param name="clock">Time.</param>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public HeadKeeper(HeadOptions options, IStorage storage, HeadSlot slot, HeadPackage factory, IGoldenSource golden, EventLog log, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(factory);
        (_options, _slot, _log, _clock) = (options, slot, log, clock);
        Heartbeat = new Heartbeat("heads", clock);
        _journal = new HeadJournal(storage, options.Folder, clock);
        _journal.Book.Raise(factory.Manifest.HeadVersion);
        _store = new HeadStore(storage, options.Folder);
        _receiver = new HeadReceiver(storage, options);
        _ledger = new ClassLedger(storage, options.Folder);
        _diary = new HeadDiary(_journal, options.Keys, log);
        _features = new FeatureStore(options.RecentSpectra, slot.Backbone.FeatureCount);
        golden = new DeviceGoldens(golden, _features, () => slot.Active.Manifest.Classes);
        var validator = new HeadValidator(slot.Backbone, slot.Capacity, golden, _ledger);
        _shelf = new HeadShelf(factory, _store, validator);
        _intake = new HeadIntake(options, _diary, _store, _shelf, validator, new HeadUnpacker(_shelf, _features, golden), Downgrade);
        _unknowns = new UnknownClusters(slot.Backbone.FeatureCount);
        _memory = new SpectrumMemory(storage, options.Folder, slot.Backbone, _features, _unknowns);
        if (_memory.Damaged > 0)
            log.Warn("recent-spectra-damaged", ("entries", _memory.Damaged));
        if (_ledger.Damaged > 0)
            log.Warn("class-ledger-damaged", ("regions", _ledger.Damaged));
        _savedAt = clock.GetTimestamp();
        lock (_gate)
            Start();
    }

    /// <summary>Sign of life of its thread.</summary>
    public Heartbeat Heartbeat { get; }

    /// <summary>Told every event, those of the start too; set before anything is commanded. Called by one thread at a time.</summary>
    public Action<HeadEvent>? Report
    {
        get => _diary.Report;
        set
        {
            lock (_gate)
                _diary.Report = value;
        }
    }

    /// <summary>Swaps since start.</summary>
    public long Swaps => Interlocked.Read(ref _swaps);

    /// <summary>Hash of the audit log so far.</summary>
    public byte[] AuditHash { get { lock (_gate) return _journal.Chain.ToArray(); } }

    /// <summary>Highest version that was ever confirmed.</summary>
    public uint Floor { get { lock (_gate) return Book.Floor; } }

    /// <summary>True where a key was revoked.</summary>
    public bool IsRevoked(uint keyId) { lock (_gate) return _diary.Keys.IsRevoked(keyId); }

    HeadBook Book => _journal.Book;

    /// <inheritdoc/>
    public void Observe(uint spectrumId, QualityFlags flags, in Identification identification, ReadOnlySpan<float> features)
    {
        if (TriageRules.IsUnusable(flags) || features.IsEmpty)
            return;
        if (identification.Count > 0) // else features or head are not finite: a trial must hear of it, nothing can be taught from it
            Remember(spectrumId, identification, features);
        Volatile.Read(ref _trial)?.Observe(identification, features);
    }

    void Remember(uint spectrumId, in Identification identification, ReadOnlySpan<float> features)
    {
        var isNamed = identification.IsNamed && !identification.IsUnknown;
        _features.Add(spectrumId, features, isNamed ? identification.Top[0].ClassId : -1);
        if (identification.IsUnknown || identification.Top[0].Probability < _options.UnknownProbability)
            _unknowns.Add(spectrumId, features);
    }

    /// <summary>Ends trials, repairs memory and saves what was measured until stopped. Its own thread.</summary>
    public void Run()
    {
        do
        {
            Heartbeat.Beat();
            Tick();
        }
        while (!_stopping.Wait(TickInterval));
        Guarded(_memory.Save);
    }

    /// <summary>Ends <see cref="Run"/>.</summary>
    public void Stop() => _stopping.Set();

    /// <summary>One look at trial and memory; now and then what was measured goes to the disk.</summary>
    public void Tick()
    {
        Guarded(Look);
        if (_clock.GetElapsedTime(_savedAt) < SaveInterval)
            return;
        _savedAt = _clock.GetTimestamp();
        Guarded(_memory.Save);
    }

    /// <summary>Begins an upload or tells how far it is.</summary>
    public (HeadReason Reason, string Text, UploadStatus Status) Begin(UploadBegin begin) => Locked(() =>
    {
        if (_receiver.IsDone(begin))
            return (HeadReason.None, "", _receiver.Status(begin.UploadId, begin.ContentId));
        var (reason, text) = _receiver.Begin(begin);
        if (reason != HeadReason.None)
            _log.Warn("upload-refused", ("upload", begin.UploadId), ("reason", reason), ("text", text));
        return (reason, text, _receiver.Status(begin.UploadId));
    });

    /// <summary>Takes a chunk.</summary>
    /// <returns>What became of the whole and the command that began it, where this chunk was the last one; null before.</returns>
    public (uint CommandId, HeadOutcome Outcome)? Take(UploadChunk chunk, ReadOnlyMemory<byte> message) => Locked<(uint, HeadOutcome)?>(() =>
    {
        var taken = _receiver.Take(chunk, message.Span);
        if (taken.Content is { } content)
        {
            var outcome = Accept(content);
            _receiver.Done(chunk.UploadId);
            return (taken.CommandId, outcome);
        }
        return taken.IsDamaged
            ? (taken.CommandId, _diary.Refuse(HeadReason.ContentDiffers, "expected the announced SHA-256, found another; all chunks must come again", null, 0))
            : null;
    });

    /// <summary>Forgets an upload.</summary>
    public HeadOutcome Abort(ushort uploadId) => Locked(() => _receiver.Abort(uploadId)
        ? new HeadOutcome(HeadReason.None, $"upload {uploadId} is forgotten")
        : new HeadOutcome(HeadReason.NoSuchUpload, $"expected an upload {uploadId}, found none"));

    /// <summary>Takes a signed object that came whole.</summary>
    public HeadOutcome TakeOrder(ReadOnlyMemory<byte> order) => Locked(() => Accept(order.ToArray()));

    /// <summary>Puts a validated head on trial.</summary>
    public HeadOutcome Activate(ulong idPrefix, uint spectra, bool shadow) => Locked(() =>
        Find(idPrefix) is not { } entry
            ? new HeadOutcome(HeadReason.NoSuchHead, $"expected a validated head {idPrefix:x16}, found none; see 'roverraman head list'")
            : BeginTrial(entry, spectra, shadow || _options.Shadow));

    /// <summary>The head on trial is good.</summary>
    public HeadOutcome Confirm(ulong idPrefix) => Locked(() =>
    {
        if (_trial is null || HeadIds.Prefix(_trial.Id) != idPrefix)
            return new HeadOutcome(HeadReason.NoTrial, $"expected head {idPrefix:x16} on trial, found {(_trial is null ? "none" : $"{HeadIds.Prefix(_trial.Id):x16}")}");
        EndTrial(HeadReason.Commanded, confirmed: true);
        return new HeadOutcome(HeadReason.None, $"head version {Book.Active!.Version} is confirmed");
    });

    /// <summary>Ends the trial and goes back.</summary>
    public HeadOutcome Rollback() => Locked(() =>
    {
        if (_trial is null)
            return new HeadOutcome(HeadReason.OrderNeeded, "expected a head on trial, found none; going below a confirmed version needs an order signed by a recovery key");
        EndTrial(HeadReason.Commanded, confirmed: false);
        return new HeadOutcome(HeadReason.None, $"head version {_slot.Active.Manifest.HeadVersion} is in use");
    });

    /// <summary>All heads onboard, the one in use first.</summary>
    public IReadOnlyList<HeadStatus> List() => Locked(() => HeadListing.Of(Book, _shelf, _trial, id => _shelf.Classes(id, Book, _diary.Keys)));

    /// <summary>The groups of unknown spectra.</summary>
    public IReadOnlyList<UnknownCluster> ListUnknowns() => _unknowns.List(_features.Has);

    /// <inheritdoc/>
    public void Dispose()
    {
        _journal.Dispose();
        _receiver.Dispose();
        _memory.Dispose();
        _ledger.Dispose();
    }

    void Look()
    {
        if (_trial?.Verdict(_options.ConfirmByCommand) is { } verdict)
            EndTrial(verdict, verdict == HeadReason.HealthRule);
        CheckMemory();
    }

    // A disk that failed is tried again at the next look.
    void Guarded(Action action)
    {
        lock (_gate)
            try
            {
                action();
            }
            catch (IOException e)
            {
                _log.Error("heads-disk-failed", ("reason", e.Message));
            }
    }

    T Locked<T>(Func<T> action)
    {
        lock (_gate)
            return action();
    }

    // What a revoked key signed is not used any longer.
    HeadOutcome Accept(byte[] content)
    {
        var outcome = _intake.Accept(content);
        if (Book.Trial is { } trial && _diary.Keys.IsRevoked(trial.Signer) || Book.Active is { } active && _diary.Keys.IsRevoked(active.Signer))
            Select();
        return outcome;
    }

    void Start()
    {
        if (_journal.Breaks > 0)
            _diary.Append(HeadStep.LogDamaged, null, 0, 0, HeadReason.ChainBroken);
        _ledger.Note(_shelf.Factory.Manifest, _slot.Backbone.Id);
        _diary.Keys = RevokedKeys.Apply(Book.Revocations, _store, _options.Keys, _log);
        Select();
        var used = Book.Trial is { } trial && !Book.IsShadow ? trial : Book.Active;
        _diary.Append(HeadStep.Started, used?.Id ?? _shelf.FactoryId, _slot.Active.Manifest.HeadVersion, used?.Signer ?? 0);
        _store.Clean(id => Book.Find(id) is not null || Book.Revocations.Any(r => HeadIds.Hex(r.HeadId) == id));
        foreach (var (upload, content) in _receiver.Pending())
        {
            Accept(content);
            _receiver.Done(upload);
        }
    }

    /// <summary>Puts into the slot what the book says; what cannot be used is noted and left out, down to the factory head.</summary>
    void Select()
    {
        Volatile.Write(ref _trial, null);
        while (Book.Trial is { } trial)
        {
            if (Book.TrialStarts >= _options.MaximumStarts)
                _diary.Append(HeadStep.Reverted, trial.Id, trial.Version, trial.Signer, HeadReason.TooManyStarts);
            else if (TryRead(trial) is { } package)
            {
                _diary.Append(HeadStep.TrialResumed, trial.Id, trial.Version, trial.Signer);
                if (Book.IsShadow)
                    UseActive();
                StartTrial(trial, package, 0, Book.IsShadow);
                return;
            }
        }
        UseActive();
    }

    void UseActive()
    {
        while (Book.Active is { } active)
            if (TryRead(active) is { } package)
            {
                Swap(package);
                return;
            }
        Swap(_shelf.Factory);
    }

    /// <summary>Reads and judges a stored head that is about to be used; what its ids mean is on the disk before it decides.</summary>
    HeadPackage Read(HeadEntry entry)
    {
        var package = _shelf.Read(entry, _diary.Keys);
        _ledger.Note(package.Manifest, _slot.Backbone.Id);
        return package;
    }

    /// <summary>Reads and judges a stored head; one that cannot be used falls out of the book.</summary>
    HeadPackage? TryRead(HeadEntry entry)
    {
        try
        {
            return Read(entry);
        }
        catch (HeadRefusedException e)
        {
            _log.Error("head-unusable", ("head", entry.Id), ("version", entry.Version), ("reason", e.Message));
            _diary.Append(HeadStep.FellBack, entry.Id, entry.Version, entry.Signer, e.Reason);
            return null;
        }
    }

    HeadEntry? Find(ulong prefix) => Book.Heads.FirstOrDefault(h => !h.IsDamaged && HeadIds.Prefix(h.Id) == prefix);

    HeadOutcome Downgrade(DowngradeOrder order, uint signer)
    {
        if (order.Counter <= Book.Floor)
            throw new HeadRefusedException(HeadRefusal.CounterNotHigher, $"Expected an order with a counter above {Book.Floor}, found {order.Counter}: it was carried out before, or it is an old one.");
        if (order.HeadSha256 != _shelf.FactoryId && Book.Find(order.HeadSha256) is null)
            throw new HeadRefusedException(HeadRefusal.UnknownHead, $"Expected the head {order.HeadSha256} onboard, found none.");
        if (_trial is not null)
            EndTrial(HeadReason.Commanded, confirmed: false);
        if (order.HeadSha256 != _shelf.FactoryId)
            _ = Read(Book.Find(order.HeadSha256)!);
        _diary.Append(HeadStep.CounterLowered, order.HeadSha256, order.Counter, signer);
        UseActive();
        return new HeadOutcome(HeadReason.None, $"head version {_slot.Active.Manifest.HeadVersion} is in use by order {order.Counter}", order.HeadSha256);
    }

    HeadOutcome BeginTrial(HeadEntry entry, uint spectra, bool shadow)
    {
        if (_trial is not null)
            return new HeadOutcome(HeadReason.TrialUnderWay, $"expected no trial under way, found one of {HeadIds.Prefix(_trial.Id):x16}; confirm it or roll it back first");
        if (entry.Version <= Book.Floor)
            return new HeadOutcome(HeadReason.OrderNeeded, $"expected a version above {Book.Floor}, found {entry.Version}; going down needs an order signed by a recovery key");
        try
        {
            var package = Read(entry);
            _diary.Append(shadow ? HeadStep.ShadowBegun : HeadStep.TrialBegun, entry.Id, entry.Version, entry.Signer, HeadReason.Commanded);
            StartTrial(entry, package, spectra, shadow);
            return new HeadOutcome(HeadReason.None, $"head version {entry.Version} is {(shadow ? "in the shadow" : "in use, on trial")} for {_trial!.Left} spectra", entry.Id);
        }
        catch (HeadRefusedException e)
        {
            return _diary.Refuse(e.Reason, e.Message, entry.Id, entry.Version, entry.Signer);
        }
        catch (IOException e)
        {
            return _diary.Refuse((HeadReason)HeadRefusal.StorageFailed, e.Message, entry.Id, entry.Version, entry.Signer);
        }
    }

    void StartTrial(HeadEntry entry, HeadPackage package, uint spectra, bool shadow)
    {
        HeadSlot? beside = null;
        if (shadow)
        {
            beside = new HeadSlot(_slot.Backbone, _slot.Capacity);
            beside.Swap(package);
        }
        else
            Swap(package);
        var length = spectra == 0 ? _options.TrialSpectra : (int)Math.Min(spectra, int.MaxValue);
        Volatile.Write(ref _trial, new HeadTrial(entry.Id, entry.Version, length, beside, _clock, _options.TrialTime));
    }

    void EndTrial(HeadReason reason, bool confirmed)
    {
        var entry = Book.Trial!;
        var shadow = Book.IsShadow;
        _diary.Append(confirmed ? HeadStep.Confirmed : HeadStep.Reverted, entry.Id, entry.Version, entry.Signer, reason);
        Volatile.Write(ref _trial, null);
        if (confirmed == shadow)
            UseActive(); // a shadow that won comes into use; a head in use that lost goes
    }

    /// <summary>Tells of repaired memory, at most once a look; loads afresh what could not be repaired from memory.</summary>
    void CheckMemory()
    {
        var faults = _slot.Faults;
        var count = faults.Weights + faults.Products;
        if (_slot.NeedsReload)
            Reload();
        if (count == _faultsTold)
            return;
        _faultsTold = count;
        var manifest = _slot.Active.Manifest;
        _log.Warn("head-memory-damaged", ("version", manifest.HeadVersion), ("weights", faults.Weights), ("products", faults.Products), ("repairs", faults.Repairs), ("unnamed", faults.Unnamed));
        _diary.Append(HeadStep.WeightsRepaired, (Book.Trial is { } t && !Book.IsShadow ? t : Book.Active)?.Id ?? _shelf.FactoryId, manifest.HeadVersion, 0, HeadReason.MemoryDamaged);
    }

    void Reload()
    {
        if (Book.Trial is { } trial && !Book.IsShadow && TryRead(trial) is { } package)
            Swap(package);
        else
            UseActive();
    }

    void Swap(HeadPackage package)
    {
        _slot.Swap(package);
        Interlocked.Increment(ref _swaps);
    }
}
