namespace RoverRaman.Emulator;

/// <summary>Faults as the command line and the truth log write them.</summary>
public static class FaultNames
{
    /// <summary>All names, in the order of <see cref="FaultKind"/>.</summary>
    public static IReadOnlyList<string> All { get; } = ["none", "drop-byte", "garbage", "truncate", "silence", "hang-up", "nack", "duplicate-byte", "insert-byte", "corrupt-byte",
        "late", "wrong-baud", "baud-half-done", "joined"];

    /// <summary>The name of a fault.</summary>
    public static string Of(FaultKind kind) => All[(int)kind];

    /// <summary>The fault of a name.</summary>
    /// <exception cref="FormatException">There is none of that name.</exception>
    public static FaultKind Parse(string name)
    {
        for (var i = 0; i < All.Count; i++)
            if (All[i] == name)
                return (FaultKind)i;
        throw new FormatException($"Expected one of {string.Join(", ", All)}, found \"{name}\".");
    }
}
