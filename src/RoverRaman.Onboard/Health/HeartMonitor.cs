namespace RoverRaman.Onboard;

/// <summary>
/// Says whether every loop moved since it was last asked: the rule of F Prime's Health component, which strokes the hardware watchdog
/// only while all active components answer.
/// </summary>
public sealed class HeartMonitor(IReadOnlyList<Heartbeat> hearts)
{
    /// <summary>Names of the loops that stood still since the last call; empty when all moved. One caller.</summary>
    public IReadOnlyList<string> FindStill()
    {
        List<string>? still = null;
        foreach (var heart in hearts)
            if (!heart.HasMoved())
                (still ??= []).Add(heart.Name);
        return still ?? (IReadOnlyList<string>)[];
    }
}
