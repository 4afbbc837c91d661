using System.CommandLine;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head order</c>: orders as signed files, for links that are not at hand and for keys that are not online.</summary>
static class HeadOrderVerb
{
    public static Command Create() => new(
        "order",
        "Make a signed order as a file: teach a class from stored spectra, revoke keys, go down to an earlier head.\n\n" +
        "Example: roverraman head order teach --class Brucite --id 200 --head-version 8 --spectra 4711 4715 --key ops.key --out brucite.rrorder")
    {
        HeadOrderTeachVerb.Create(),
        HeadOrderRevokeVerb.Create(),
        HeadOrderDowngradeVerb.Create(),
    };
}
