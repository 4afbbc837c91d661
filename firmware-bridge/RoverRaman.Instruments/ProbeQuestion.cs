namespace RoverRaman.Instruments;

/// <summary>One question of the search for an instrument.</summary>
/// <param name="Name">Whom it looks for.</param>
/// <param name="Protocol">The protocol's name in settings.</param>
/// <param name="Bauds">Rates at which it is asked on a tty.</param>
/// <param name="Bytes">All that is sent.</param>
/// <param name="Fits">Whether the reply is this instrument's.</param>
public sealed record ProbeQuestion(string Name, string Protocol, int[] Bauds, byte[] Bytes, ProbeQuestion.Judge Fits)
{
    /// <summary>Judges a reply.</summary>
    public delegate bool Judge(ReadOnlySpan<byte> reply);
}
