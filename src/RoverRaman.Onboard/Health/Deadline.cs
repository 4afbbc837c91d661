namespace RoverRaman.Onboard;

/// <summary>Something that is due again and again.</summary>
sealed class Deadline(TimeProvider clock, TimeSpan interval)
{
    long _since = clock.GetTimestamp();

    /// <summary>Time until it is due; zero where it is.</summary>
    public TimeSpan Left => clock.GetElapsedTime(_since) is var passed && passed < interval ? interval - passed : TimeSpan.Zero;

    /// <summary>True once each time that it is due.</summary>
    public bool Passed()
    {
        if (Left > TimeSpan.Zero)
            return false;
        _since = clock.GetTimestamp();
        return true;
    }
}
