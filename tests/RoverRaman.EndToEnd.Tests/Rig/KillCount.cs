using System.Globalization;

namespace RoverRaman.EndToEnd.Tests;

/// <summary>How often a test kills the daemon, and by which seed: few times with every run, as often as a script of tools/ asks for.</summary>
static class KillCount
{
    const int Few = 4;

    /// <summary>Reads <paramref name="variable"/> and ROVERRAMAN_KILL_SEED.</summary>
    public static (int Kills, int Seed) Read(string variable, int seed) => (Number(variable, Few), Number("ROVERRAMAN_KILL_SEED", seed));

    static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var given) ? given : otherwise;
}
