using RoverRaman.Heads;
using RoverRaman.Onboard;

namespace RoverRaman.Daemon;

/// <summary>How heads come onboard, whose signatures count, how they are tried.</summary>
static class HeadsSection
{
    public static HeadOptions Read(ConfigSection section, ConfigPaths paths)
    {
        var folder = section.Text("directory");
        var defaults = new HeadOptions { Folder = folder.Length > 0 ? paths.Resolve(folder) : "" };
        if (File.Exists(defaults.Folder))
            section.Error("directory", $"expected a folder, found a file {defaults.Folder}");
        var options = defaults with
        {
            Keys = ReadKeys(section, paths),
            TrialSpectra = (int)section.Integer("trial_spectra", 1, 1_000_000, defaults.TrialSpectra),
            TrialTime = TimeSpan.FromSeconds(section.Number("trial_s", 1, 31_536_000, defaults.TrialTime.TotalSeconds)),
            Shadow = section.Flag("shadow", defaults.Shadow),
            ConfirmByCommand = section.Choice("confirm", false, ("health", false), ("command", true)),
            MaximumStarts = (int)section.Integer("max_starts", 1, 100, defaults.MaximumStarts),
            MaximumBytes = (int)section.Integer("max_bytes", 4096, HeadPackage.MaxBytes, defaults.MaximumBytes),
            MaximumUploads = (int)section.Integer("max_uploads", 1, 64, defaults.MaximumUploads),
            MaximumHeads = (int)section.Integer("max_heads", 3, 256, defaults.MaximumHeads),
            RecentSpectra = (int)section.Integer("recent_spectra", 16, 65_536, defaults.RecentSpectra),
        };
        section.Finish();
        return options;
    }

    internal static KeyRing ReadKeys(ConfigSection section, ConfigPaths paths)
    {
        var files = section.Texts("keys");
        if (files.Count == 0)
            section.Error("keys", "expected a list of PEM files with public keys and their roles, found none; make one with 'roverraman head keygen'");
        try
        {
            return new KeyRing(files.Select(paths.Resolve).SelectMany(file => KeyRing.FromPem(File.ReadAllText(file)).Keys));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or HeadFormatException)
        {
            section.Error("keys", e.Message);
            return KeyRing.Empty;
        }
    }
}
