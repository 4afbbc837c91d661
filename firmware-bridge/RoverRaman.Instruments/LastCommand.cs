namespace RoverRaman.Instruments;

/// <summary>The command that switches light off when an instrument is closed.</summary>
static class LastCommand
{
    /// <summary>Tries it; a line that is gone or an instrument that is mute cannot be reached in another way from here.</summary>
    public static void Try(bool needed, Action command)
    {
        if (!needed)
            return;
        try
        {
            command();
        }
        catch (Exception error) when (error is IOException or InstrumentException or TimeoutException or ObjectDisposedException)
        {
        }
    }
}
