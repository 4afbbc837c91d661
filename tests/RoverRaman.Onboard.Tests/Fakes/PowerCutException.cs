namespace RoverRaman.Onboard.Tests;

/// <summary>The power is gone. No IOException, so that no code can think that it may go on.</summary>
sealed class PowerCutException() : Exception("the power is gone")
{
    /// <summary>Runs until the power goes; false where it did not.</summary>
    public static bool Ends(Action work)
    {
        try
        {
            work();
            return false;
        }
        catch (PowerCutException)
        {
            return true;
        }
    }
}
