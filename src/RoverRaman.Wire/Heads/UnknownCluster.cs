namespace RoverRaman.Wire;

/// <summary>From the daemon: spectra that are alike and that no class fits; ground may name them.</summary>
/// <param name="Index">Of this message in the list, from 0.</param>
/// <param name="Count">Messages in the list.</param>
/// <param name="ClusterId">"unknown-N".</param>
/// <param name="Seen">Spectra counted in it.</param>
/// <param name="LastSpectrum">Number of the last one.</param>
/// <param name="Spectra">Numbers of the latest that are still stored onboard, at most <see cref="MaxSpectra"/>: what a teach order names.</param>
public sealed record UnknownCluster(ushort Index, ushort Count, ushort ClusterId, uint Seen, uint LastSpectrum, IReadOnlyList<uint> Spectra)
{
    /// <summary>Most spectra in one message.</summary>
    public const int MaxSpectra = 8;
}
