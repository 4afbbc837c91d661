using RoverRaman.Emulator;
using RoverRaman.Inference;
using RoverRaman.Instruments;
using RoverRaman.Instruments.Obp;
using RoverRaman.Instruments.Transports;
using RoverRaman.Spectra;

namespace RoverRaman.Hil;

/// <summary>
/// File -> light -> detector counts through a wavelength polynomial -> OBP on a pseudo-terminal -> driver -> dark -> grid -> network, beside
/// file -> grid -> network.
/// </summary>
sealed class RoundTrip(CampaignOptions options, TextWriter progress)
{
    static readonly TimeSpan Exposure = TimeSpan.FromMilliseconds(1), Patience = TimeSpan.FromSeconds(10);

    public RoundTripResult Run(string data, CancellationToken stop)
    {
        using var classifier = Classifier.OpenForAnyHead(ModelFolder.Open(options.Model));
        var names = classifier.Folder.Head.Manifest.Classes.Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        var heldOut = Playlist.ReadHeldOut(options.Model);
        LabeledSpectrum[] spectra = [.. DataSource.Load(data, cancellation: stop).DataSet.Spectra
            .Where(spectrum => heldOut.Contains(spectrum.Source) && spectrum.ClassName is { } name && names.Contains(name))];
        if (spectra.Length == 0)
            throw new HilException($"Expected spectra in {data} that {options.Model} was not trained on, found none. Was the model trained on other data?");
        progress.WriteLine($"hil: {spectra.Length} spectra of {spectra.Select(spectrum => spectrum.ClassName).Distinct().Count()} classes, each without and with noise");
        return new RoundTripResult(spectra.Length, Pass(spectra, classifier, noise: 0, stop), Pass(spectra, classifier, noise: 5, stop));
    }

    RoundTripPass Pass(LabeledSpectrum[] spectra, Classifier classifier, double noise, CancellationToken stop)
    {
        var byName = spectra.ToDictionary(spectrum => spectrum.Source);
        using var instrument = new PlayedInstrument([.. spectra.Select(PlayableSpectrum.FromMeasured)], noise, options.Seed);
        var patient = new StsOptions { IntegrationTime = Exposure, BaudPatience = Patience, Client = new ObpClientOptions { Margin = Patience } };
        using var spectrometer = StsSpectrometer.Attach(TransportAddress.Parse(instrument.Address), patient, stop);
        var converter = new FrameConverter(spectrometer.Info, PlayedInstrument.LaserNanometres);
        float[] counts = new float[spectrometer.Info.PixelCount], grid = new float[Grid.Count];
        converter.SetDark(counts, spectrometer.Acquire(counts, stop).IntegrationTime);
        spectrometer.SetExcitation(true, stop);
        var pass = new RoundTripPass();
        for (var i = 0; i < spectra.Length; i++)
        {
            var frame = spectrometer.Acquire(counts, stop);
            _ = converter.Convert(counts, frame.IntegrationTime, grid);
            var (sample, source) = (instrument.LastPlayed, byName[instrument.LastPlayed.Source]);
            pass.Add(sample, grid, Name(classifier, source.Intensities) == source.ClassName, Name(classifier, grid) == source.ClassName);
        }
        return pass;
    }

    static string? Name(Classifier classifier, ReadOnlySpan<float> grid)
    {
        var found = classifier.Identify(grid);
        return found.Count == 0 ? null : classifier.Folder.Head.Manifest.Classes.First(one => one.Id == found.Top[0].ClassId).Name;
    }
}
