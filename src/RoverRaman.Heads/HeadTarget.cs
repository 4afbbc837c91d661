namespace RoverRaman.Heads;

/// <summary>The device that a head is for: everything a head must match, in one place and in one order, for ground and robot alike.</summary>
public sealed record HeadTarget
{
    /// <summary>Largest weight or bias, absolute: far above what training gives, far below what would overflow.</summary>
    public const float MaxMagnitude = 1e6f;

    /// <summary>SHA-256 of the backbone, hex in lower case.</summary>
    public required string BackboneSha256 { get; init; }

    /// <summary>How the backbone's features lie.</summary>
    public required FeatureLayout Features { get; init; }

    /// <summary>Name and version of the preprocessing.</summary>
    public required string Preprocessing { get; init; }

    /// <summary>The grid that the backbone reads.</summary>
    public required HeadAxis Axis { get; init; }

    /// <summary>What the instrument measures; null where it is not known, and then not checked.</summary>
    public HeadRange? Instrument { get; init; }

    /// <summary>Most classes that the slot has room for.</summary>
    public int Capacity { get; init; } = 512;

    /// <summary>Highest version counter that was ever accepted; null where none was.</summary>
    public uint? HighestVersion { get; init; }

    /// <summary>Refuses a head that does not fit, does not go up, is out of bounds or fails its own golden checks.</summary>
    /// <exception cref="HeadFormatException">It is refused; the reason says why.</exception>
    public void Check(HeadPackage head)
    {
        ArgumentNullException.ThrowIfNull(head);
        var manifest = head.Manifest;
        Demand(manifest.BackboneSha256 == BackboneSha256, HeadRefusal.WrongBackbone, $"backbone {BackboneSha256}", manifest.BackboneSha256, "Fit the head on this device's backbone.");
        Demand(manifest.Fits(Features), HeadRefusal.WrongFeatureSize, $"{Features} features", $"{manifest.Layout?.ToString() ?? $"{manifest.FeatureSize}"}", "Fit the head on this device's backbone.");
        Demand(manifest.Preprocessing == Preprocessing, HeadRefusal.WrongPreprocessing, $"the preprocessing {Preprocessing}", manifest.Preprocessing, "Fit the head with it.");
        Demand(manifest.Axis is not { } axis || axis == Axis, HeadRefusal.WrongGrid, $"the grid {Axis}", $"{manifest.Axis}", "Fit the head on that grid.");
        Demand(
            Instrument is not { } instrument || manifest.InstrumentRange is not { } range || instrument.Holds(range),
            HeadRefusal.InstrumentRange, $"a head for an instrument that measures {Instrument}", $"one that needs {manifest.InstrumentRange}", "Fit a head for this instrument.");
        Demand(manifest.Classes.Count <= Capacity, HeadRefusal.TooManyClasses, $"at most {Capacity} classes", $"{manifest.Classes.Count}", "Retire classes, or raise the capacity.");
        Demand(
            HighestVersion is not { } highest || manifest.HeadVersion > highest,
            HeadRefusal.CounterNotHigher, $"a version above {HighestVersion}", $"{manifest.HeadVersion}", "Give the head a higher version, or send an order to go down.");
        CheckNumbers("weight", head.Weights);
        CheckNumbers("bias", head.Biases);
        CheckGolden(head);
    }

    void CheckGolden(HeadPackage head)
    {
        foreach (var check in head.Manifest.GoldenChecks)
        {
            Demand(
                check.Features.Length == Features.Count, HeadRefusal.WrongFeatureSize,
                $"golden checks of {Features} features", $"{check.Features.Length}", "Pack the head anew for this backbone.");
            ushort found = head.Manifest.Classes[HeadScores.Best(head, check.Features)].Id;
            Demand(found == check.ClassId, HeadRefusal.GoldenCheckFailed, $"class {check.ClassId} for a golden check", $"{found}", "The head was damaged or fitted wrongly: fit it anew.");
        }
    }

    static void CheckNumbers(string what, ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            Demand(float.IsFinite(value), HeadRefusal.NotFinite, $"every {what} to be finite", $"{value}", "Its training diverged: fit it anew.");
            Demand(
                !float.IsSubnormal(value) && Math.Abs(value) <= MaxMagnitude,
                HeadRefusal.OutOfBounds, $"every {what} to be 0 or normal and within +-{MaxMagnitude}", $"{value}", "Its training diverged: fit it anew.");
        }
    }

    static void Demand(bool holds, HeadRefusal reason, string expected, string found, string remedy)
    {
        if (!holds)
            throw new HeadFormatException(reason, $"Expected {expected}, found {found}. {remedy}");
    }
}
