using RoverRaman.Emulator;

namespace RoverRaman.Hil;

/// <summary>The faults of the standard campaign.</summary>
static class StandardScript
{
    /// <summary>How late a late reply is: longer than one is waited for (integration + wire time at 115,200 baud + 500 ms), shorter than the daemon's patience with a line.</summary>
    public const int LateMilliseconds = 900;

    // Every kind at spectra, at different places; one line a rule.
    static readonly FaultRule[] Spectra =
    [
        new() { What = FaultKind.DropByte },
        new() { What = FaultKind.DropByte, Bytes = 20 },
        new() { What = FaultKind.DuplicateByte },
        new() { What = FaultKind.InsertByte },
        new() { What = FaultKind.InsertByte, Bytes = 64, Place = 0 },
        new() { What = FaultKind.CorruptByte },
        new() { What = FaultKind.CorruptByte, Place = 0.01 },
        new() { What = FaultKind.CorruptByte, Bytes = 8 },
        new() { What = FaultKind.Garbage },
        new() { What = FaultKind.Truncate },
        new() { What = FaultKind.Silence },
        new() { What = FaultKind.Late, Milliseconds = LateMilliseconds },
        new() { What = FaultKind.WrongBaud },
        new() { What = FaultKind.HangUp },
        new() { What = FaultKind.HangUp, Milliseconds = 50 },
        new() { What = FaultKind.Nack },
        new() { What = FaultKind.Nack },
        new() { What = FaultKind.Joined },
    ];

    // And some at what surrounds them, each a quarter as often.
    static readonly FaultRule[] Others =
    [
        new() { What = FaultKind.DropByte, When = "setting" },
        new() { What = FaultKind.CorruptByte, When = "setting" },
        new() { What = FaultKind.Silence, When = "setting" },
        new() { What = FaultKind.Nack, When = "setting" },
        new() { What = FaultKind.Truncate, When = "dark" },
        new() { What = FaultKind.CorruptByte, When = "answer" },
    ];

    /// <summary>The rules: each kind in turn, at equal distances.</summary>
    /// <param name="spectra">Spectra with faults about.</param>
    /// <param name="faults">Faults in them, at least.</param>
    /// <param name="clean">Spectra before them that are left alone.</param>
    public static FaultScript For(int spectra, int faults, int clean)
    {
        if (faults == 0)
            return FaultScript.Empty;
        var perRule = (faults + Spectra.Length - 1) / Spectra.Length;
        var every = Math.Max(Spectra.Length, spectra / (perRule + 1));
        return new FaultScript([
            .. Spectra.Select((rule, number) => rule with { Every = every, After = clean + number * every / Spectra.Length }),
            .. Others.Select((rule, number) => rule.When switch
            {
                // Two set commands a spectrum; one dark and some ten answers a connection.
                "setting" => rule with { Every = 8 * every, After = 2 * clean + number * every },
                "dark" => rule with { Every = 5, After = 1 },
                _ => rule with { Every = 23, After = 20 },
            }),
        ]);
    }
}
