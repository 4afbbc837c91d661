using RoverRaman.Inference;
using RoverRaman.Instruments;
using RoverRaman.Onboard;
using RoverRaman.Triage;

namespace RoverRaman.Daemon;

/// <summary>A configuration that was found good, with its model loaded: all that can be wrong before work begins was looked at.</summary>
sealed class Setup : IDisposable
{
    readonly DaemonConfig _config;
    readonly Classifier _classifier;

    Setup(DaemonConfig config, Classifier classifier) => (_config, _classifier) = (config, classifier);

    /// <summary>Reads a configuration and opens its model. Null with every error where something is wrong.</summary>
    public static Setup? Load(string path, out List<ConfigError> errors)
    {
        errors = [];
        var config = ConfigParser.Load(path, errors);
        var classifier = config is { Model.Length: > 0 } ? OpenModel(config, errors) : null;
        if (errors.Count == 0)
            return new Setup(config!, classifier!);
        classifier?.Dispose();
        return null;
    }

    /// <summary>What will run, in one line.</summary>
    public string Describe() =>
        $"model {_classifier.Folder.Description.Name}, {_classifier.Slot.Active.Manifest.Classes.Count} classes, provider {_classifier.Backbone.Provider}, instrument {_config.Port}";

    /// <summary>Logs what will run.</summary>
    public void Announce(EventLog log)
    {
        var manifest = _classifier.Slot.Active.Manifest;
        log.Info("model-loaded", ("model", _classifier.Folder.Description.Name), ("classes", manifest.Classes.Count), ("head", manifest.HeadVersion),
            ("backbone", _classifier.Backbone.Id.ToString("x8")), ("provider", _classifier.Backbone.Provider), ("runtime", Backbone.RuntimeVersion));
        if (_classifier.Backbone.Warning is { } warning)
            log.Warn("provider-fallback", ("reason", warning));
    }

    /// <summary>The pipeline.</summary>
    /// <exception cref="IOException">The socket or the journal cannot be used.</exception>
    public SciencePipeline Build(EventLog log, ServiceManager service)
    {
        var heads = _config.Heads is { } options ? OpenHeads(options, log) : null;
        var spectrometer = new SpectrometerOptions { IntegrationTime = _config.Onboard.Acquisition.IntegrationTime, Pixels = _config.Pixels, Checksum = _config.Checksum };
        return new SciencePipeline(
            _config.Onboard, new SpectrometerSource(_config.Protocol, _config.Port, spectrometer, _config.Safety),
            _config.Conversion.Create(_config.LaserNanometres), new ModelClassifier(_classifier), log, service, TimeProvider.System, heads);
    }

    /// <inheritdoc/>
    public void Dispose() => _classifier.Dispose();

    HeadKeeper OpenHeads(HeadOptions options, EventLog log)
    {
        var folder = _classifier.Folder;
        var golden = new GoldenSpectra(folder.GoldenFile, folder.BackboneFile, _classifier.Backbone.Sha256, _config.Inference);
        options = options with { UnknownProbability = _config.Onboard.Triage.MinimumProbability };
        return new HeadKeeper(options, new DiskStorage(), _classifier.Slot, folder.Head, golden, log, TimeProvider.System);
    }

    static Classifier? OpenModel(DaemonConfig config, List<ConfigError> errors)
    {
        var preparation = Backbone.Prepare(config.Inference);
        try
        {
            // The composed graph is for other programs: not reading it saves its hash at every start.
            return CheckTargets(Classifier.Open(ModelFolder.Open(config.Model, checkComposed: false), config.Inference, config.HeadCapacity), config, errors);
        }
        catch (ModelException e)
        {
            errors.Add(new ConfigError("$.model", e.Message));
            return null;
        }
        finally
        {
            preparation.Wait();
        }
    }

    static Classifier CheckTargets(Classifier classifier, DaemonConfig config, List<ConfigError> errors)
    {
        var classes = classifier.Slot.Active.Manifest.Classes;
        var missing = new TriageRules(config.Onboard.Triage, classes).MissingTargets;
        foreach (var target in missing)
            errors.Add(new ConfigError("$.triage.targets", $"expected names of the model's classes, found \"{target}\"{NearMiss.Hint(target, classes.Select(c => c.Name))}"));
        return classifier;
    }
}
