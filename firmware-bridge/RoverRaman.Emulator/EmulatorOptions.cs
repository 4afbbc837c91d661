using System.CommandLine;

namespace RoverRaman.Emulator;

/// <summary>The options of the command line.</summary>
sealed class EmulatorOptions
{
    static readonly DetectorOptions Detector = new();
    readonly Option<int?> _tcp = new("--tcp") { Description = "Listen on this loopback TCP port instead of a pty (0: any free port)", HelpName = "port" };
    readonly Option<string?> _link = new("--link") { Description = "Make a symbolic link to the pty, removed at the end", HelpName = "path" };
    readonly Option<string?> _data = new("--data") { Description = "Play these spectra (RRUFF zip, folder, grid CSV); without it the built-in minerals", HelpName = "path" };
    readonly Option<string?> _heldOutOf = new("--held-out-of") { Description = "Play only spectra that this model was not trained on", HelpName = "model" };
    readonly Option<long?> _count = new("--count") { Description = "Play so many spectra, then leave", HelpName = "n" };
    readonly Option<bool> _loop = new("--loop") { Description = "Play for ever (also without it, unless --count is given)" };
    readonly Option<string?> _truth = new("--truth") { Description = "Append one JSON line a played spectrum", HelpName = "file" };
    readonly Option<double> _laser = Number("--laser", "Excitation wavelength", "nm", Detector.LaserNanometres);
    readonly Option<double> _first = Number("--first-shift", "Raman shift at the first pixel", "cm-1", Detector.FirstShift);
    readonly Option<double> _last = Number("--last-shift", "Raman shift at the last pixel", "cm-1", Detector.LastShift);
    readonly Option<double> _peak = Number("--peak-counts", "Highest peak above the dark at 100 ms of integration", "counts", Detector.PeakCounts);
    readonly Option<double> _fluorescence = Number("--fluorescence", "Broad background as a part of the highest peak", "part", Detector.Fluorescence);
    readonly Option<double> _noise = Number("--noise", "Read noise; 0 switches shot noise off, too", "counts", Detector.Noise);
    readonly Option<double> _shift = Number("--shift", "Drift: every peak appears this much higher", "cm-1", Detector.Shift);
    readonly Option<int> _seed = new("--seed") { Description = "Seed of order, noise and faults", DefaultValueFactory = _ => Detector.Seed, HelpName = "n" };
    readonly Option<int?> _pace = new("--baud-pace") { Description = "Send as slowly as a line of this rate; a driver at another rate gets rubbish", HelpName = "baud" };
    readonly Option<string> _serial = new("--serial") { Description = "Serial number", DefaultValueFactory = _ => "RR-STS-0001", HelpName = "text" };
    readonly Option<string> _fault = new("--fault") { Description = "What goes wrong", DefaultValueFactory = _ => "none" };
    readonly Option<int> _every = new("--fault-every") { Description = "It goes wrong with every n-th played spectrum", DefaultValueFactory = _ => 10, HelpName = "n" };
    readonly Option<bool> _quiet = new("--quiet") { Description = "Print only where the instrument is" };

    public EmulatorOptions() => _fault.AcceptOnlyFromAmong([.. FaultNames.All]);

    public IEnumerable<Option> All =>
    [
        _link, _tcp, _data, _heldOutOf, _count, _loop, _truth, _laser, _first, _last, _peak, _fluorescence, _noise, _shift, _seed,
        _pace, _serial, _fault, _every, _quiet,
    ];

    public EmulatorSettings Read(ParseResult parsed) => new()
    {
        TcpPort = parsed.GetValue(_tcp),
        Link = parsed.GetValue(_link),
        Data = parsed.GetValue(_data),
        HeldOutOf = parsed.GetValue(_heldOutOf),
        Count = parsed.GetValue(_count),
        Loop = parsed.GetValue(_loop),
        Truth = parsed.GetValue(_truth),
        BaudPace = parsed.GetValue(_pace),
        SerialNumber = parsed.GetValue(_serial)!,
        Fault = FaultNames.Parse(parsed.GetValue(_fault)!),
        FaultEvery = parsed.GetValue(_every),
        Quiet = parsed.GetValue(_quiet),
        Detector = new DetectorOptions
        {
            LaserNanometres = parsed.GetValue(_laser),
            FirstShift = parsed.GetValue(_first),
            LastShift = parsed.GetValue(_last),
            PeakCounts = parsed.GetValue(_peak),
            Fluorescence = parsed.GetValue(_fluorescence),
            Noise = parsed.GetValue(_noise),
            Shift = parsed.GetValue(_shift),
            Seed = parsed.GetValue(_seed),
        },
    };

    static Option<double> Number(string name, string description, string unit, double otherwise) =>
        new(name) { Description = description, HelpName = unit, DefaultValueFactory = _ => otherwise };
}
