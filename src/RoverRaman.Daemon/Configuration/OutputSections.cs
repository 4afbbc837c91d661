using System.Globalization;
using RoverRaman.Onboard;

namespace RoverRaman.Daemon;

/// <summary>The local socket and the journal.</summary>
static class OutputSections
{
    /// <summary>sun_path of struct sockaddr_un holds 108 bytes, one of them the final 0.</summary>
    const int LongestSocketPath = 107;

    public static PublisherOptions ReadPublish(ConfigSection section, ConfigPaths paths)
    {
        var path = paths.ResolveOutput(section, "socket");
        if (System.Text.Encoding.UTF8.GetByteCount(path) > LongestSocketPath)
            section.Error("socket", $"expected an absolute path of at most {LongestSocketPath} bytes, found {path}");
        var defaults = new PublisherOptions { Path = path };
        var options = defaults with
        {
            Mode = ReadMode(section, defaults.Mode),
            MaximumClients = (int)section.Integer("max_clients", 1, 256, defaults.MaximumClients),
            QueueCapacity = (int)section.Integer("queue", 1, 65_536, defaults.QueueCapacity),
        };
        section.Finish();
        return options;
    }

    public static JournalOptions ReadJournal(ConfigSection section, ConfigPaths paths)
    {
        var defaults = new JournalOptions { Path = paths.ResolveOutput(section, "path") };
        var options = defaults with
        {
            MaximumBytes = section.Integer("max_bytes", 4096, 1L << 30, defaults.MaximumBytes),
            OldFiles = (int)section.Integer("old_files", 0, 1000, defaults.OldFiles),
            Fsync = section.Choice("fsync", defaults.Fsync, ("never", FsyncPolicy.Never), ("second", FsyncPolicy.Second), ("each", FsyncPolicy.Each)),
            QueueCapacity = (int)section.Integer("queue", 1, 65_536, defaults.QueueCapacity),
        };
        section.Finish();
        return options;
    }

    // Octal text, as chmod takes it.
    static UnixFileMode ReadMode(ConfigSection section, UnixFileMode fallback)
    {
        if (section.OptionalText("mode") is not { Length: > 0 } text)
            return fallback;
        if (text.Length is >= 3 and <= 4 && text.All(c => c is >= '0' and <= '7') && text.TrimStart('0').Length <= 3)
            return (UnixFileMode)Convert.ToInt32(text, 8);
        section.Error("mode", string.Create(CultureInfo.InvariantCulture, $"expected permissions as octal text from \"000\" to \"777\", found \"{text}\""));
        return fallback;
    }
}
