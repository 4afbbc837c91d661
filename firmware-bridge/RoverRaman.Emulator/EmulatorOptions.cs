using System.CommandLine;

namespace RoverRaman.Emulator;

/// <summary>The options of the command line.</summary>
sealed class EmulatorOptions
{
    static readonly DetectorOptions Detector = new();
    readonly Option<string> _protocol = new("--protocol") { Description = "Language of the instrument", DefaultValueFactory = _ => "obp" };
    readonly Option<string?> _model = new("--model") { Description = "Model of instrument: obp sts, qepro, ventana, fx, hdx; ocean-classic usb2000, usb4000; c12880ma free-running, commanded", HelpName = "name" };
    readonly Option<int?> _tcp = new("--tcp") { Description = "Listen on this loopback TCP port instead of a pty (0: any free port)", HelpName = "port" };
    readonly Option<string?> _link = new("--link") { Description = "Make a symbolic link to the pty, removed at the end", HelpName = "path" };
    readonly Option<string?> _data = new("--data") { Description = "Play these spectra (RRUFF zip, folder, grid CSV); without it the built-in minerals", HelpName = "path" };
    readonly Option<string?> _replay = new("--replay") { Description = "Instead of an instrument: say what the one in this capture said", HelpName = "file" };
    readonly Option<string?> _heldOutOf = new("--held-out-of") { Description = "Play only spectra that this model was not trained on", HelpName = "model" };
    readonly Option<string?> _write = new("--write-spectra") { Description = "Instead of playing: write the spectra as they are, without an instrument's noise, to this grid CSV", HelpName = "file" };
    readonly Option<long?> _count = new("--count") { Description = "Play so many spectra, then leave", HelpName = "n" };
    readonly Option<bool> _loop = new("--loop") { Description = "Play for ever (also without it, unless --count is given)" };
    readonly Option<string?> _truth = new("--truth") { Description = "Append one JSON line a played spectrum", HelpName = "file" };
    readonly Option<double> _laser = Number("--laser", "Excitation wavelength", "nm", Detector.LaserNanometres);
    readonly Option<double> _first = Number("--first-shift", "Raman shift at the first pixel", "cm-1", Detector.FirstShift);
    readonly Option<double> _last = Number("--last-shift", "Raman shift at the last pixel", "cm-1", Detector.LastShift);
    readonly Option<double?> _peak = new("--peak-counts") { Description = "Highest peak above the dark at 100 ms of integration; default 55 % of the full scale", HelpName = "counts" };
    readonly Option<double> _fluorescence = Number("--fluorescence", "Broad background as a part of the highest peak", "part", Detector.Fluorescence);
    readonly Option<double?> _noise = new("--noise") { Description = "Read noise; 0 switches shot noise off, too; default 0.03 % of the full scale", HelpName = "counts" };
    readonly Option<double> _resolution = Number("--resolution", "Width that the instrument adds to sharp lines (FWHM)", "cm-1", Detector.Resolution);
    readonly Option<double> _cosmic = Number("--cosmic-rays", "Mean number of cosmic rays in an exposure", "n", Detector.CosmicRays);
    readonly Option<double> _warming = Number("--warming", "How much the detector warms itself over some hundred exposures", "degrees", Detector.Warming);
    readonly Option<double> _doubling = Number("--dark-doubling", "Warming that doubles the dark current; 0: it does not depend on temperature", "degrees", Detector.DarkDoubling);
    readonly Option<int?> _fullScale = new("--full-scale") { Description = "Counts at which a pixel is full; default: the converter's largest", HelpName = "counts" };
    readonly Option<double> _shift = Number("--shift", "Drift: every peak appears this much higher", "cm-1", Detector.Shift);
    readonly Option<int> _seed = new("--seed") { Description = "Seed of order, noise and faults", DefaultValueFactory = _ => Detector.Seed, HelpName = "n" };
    readonly Option<int?> _pace = new("--baud-pace") { Description = "Send as slowly as a line of this rate; a driver at another rate gets rubbish", HelpName = "baud" };
    readonly Option<string> _serial = new("--serial") { Description = "Serial number", DefaultValueFactory = _ => "RR-STS-0001", HelpName = "text" };
    readonly Option<string> _fault = new("--fault") { Description = "What goes wrong", DefaultValueFactory = _ => "none" };
    readonly Option<int> _every = new("--fault-every") { Description = "It goes wrong with every n-th played spectrum", DefaultValueFactory = _ => 10, HelpName = "n" };
    readonly Option<string?> _script = new("--faults") { Description = "Fault script, YAML or JSON: what goes wrong, with which replies, how often", HelpName = "file" };
    readonly Option<string?> _faultLog = new("--fault-log") { Description = "Append one JSON line a fault", HelpName = "file" };
    readonly Option<bool> _checked = new("--checked") { Description = "obp: every reply carries an MD5 checksum" };
    readonly Option<bool> _interlock = new("--interlock-open") { Description = "cobolt: the interlock is open" };
    readonly Option<bool> _quiet = new("--quiet") { Description = "Print only where the instrument is" };

    public EmulatorOptions()
    {
        _fault.AcceptOnlyFromAmong([.. FaultNames.All]);
        _protocol.AcceptOnlyFromAmong([.. Protocol.All.Select(protocol => protocol.Name)]);
    }

    public IEnumerable<Option> All =>
    [
        _protocol, _model, _link, _tcp, _data, _replay, _heldOutOf, _write, _count, _loop, _truth, _laser, _first, _last, _peak, _fluorescence, _noise, _shift,
        _resolution, _cosmic, _warming, _doubling, _fullScale, _seed,
        _pace, _serial, _fault, _every, _script, _faultLog, _checked, _interlock, _quiet,
    ];

    public EmulatorSettings Read(ParseResult parsed) => new()
    {
        Protocol = parsed.GetValue(_protocol)!,
        Model = parsed.GetValue(_model),
        Checked = parsed.GetValue(_checked),
        InterlockOpen = parsed.GetValue(_interlock),
        TcpPort = parsed.GetValue(_tcp),
        Link = parsed.GetValue(_link),
        Data = parsed.GetValue(_data),
        Replay = parsed.GetValue(_replay),
        HeldOutOf = parsed.GetValue(_heldOutOf),
        WriteSpectra = parsed.GetValue(_write),
        Count = parsed.GetValue(_count),
        Loop = parsed.GetValue(_loop),
        Truth = parsed.GetValue(_truth),
        BaudPace = parsed.GetValue(_pace),
        SerialNumber = parsed.GetValue(_serial)!,
        Fault = FaultNames.Parse(parsed.GetValue(_fault)!),
        FaultEvery = parsed.GetValue(_every),
        FaultScript = parsed.GetValue(_script),
        FaultLog = parsed.GetValue(_faultLog),
        Quiet = parsed.GetValue(_quiet),
        Detector = ReadDetector(parsed),
    };

    // Defaults of counts go with the full scale of the model's converter.
    DetectorOptions ReadDetector(ParseResult parsed)
    {
        var model = Protocol.Find(parsed.GetValue(_protocol)!).Model(parsed.GetValue(_model));
        var pixels = model?.Pixels ?? Detector.PixelCount;
        var scale = (double)(model?.MaximumCounts ?? Detector.MaximumCounts) / Detector.MaximumCounts;
        return new DetectorOptions
        {
            PixelCount = Math.Max(2, pixels),
            MaximumCounts = model?.MaximumCounts ?? Detector.MaximumCounts,
            Inverted = model?.Inverted ?? false,
            LaserNanometres = parsed.GetValue(_laser),
            FirstShift = parsed.GetValue(_first),
            LastShift = parsed.GetValue(_last),
            PeakCounts = parsed.GetValue(_peak) ?? Detector.PeakCounts * scale,
            Fluorescence = parsed.GetValue(_fluorescence),
            Noise = parsed.GetValue(_noise) ?? Detector.Noise * scale,
            Shift = parsed.GetValue(_shift),
            Resolution = parsed.GetValue(_resolution),
            CosmicRays = parsed.GetValue(_cosmic),
            Warming = parsed.GetValue(_warming),
            DarkDoubling = parsed.GetValue(_doubling),
            FullScale = parsed.GetValue(_fullScale),
            Seed = parsed.GetValue(_seed),
        };
    }

    static Option<double> Number(string name, string description, string unit, double otherwise) =>
        new(name) { Description = description, HelpName = unit, DefaultValueFactory = _ => otherwise };
}
