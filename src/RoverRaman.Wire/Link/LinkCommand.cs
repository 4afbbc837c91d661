namespace RoverRaman.Wire;

/// <summary>A command over the link. What its numbers mean is said by <see cref="LinkOperation"/>.</summary>
/// <param name="CommandId">Chosen by the sender; the reply carries it, and a repeated id is answered, not carried out, again.</param>
/// <param name="Operation">What to do.</param>
/// <param name="First">First number, 0 where unused.</param>
/// <param name="Second">Second number, 0 where unused.</param>
/// <param name="Data">Bytes, empty where unused.</param>
public sealed record LinkCommand(uint CommandId, LinkOperation Operation, long First, long Second, ReadOnlyMemory<byte> Data)
{
    /// <summary>Most bytes of <see cref="Data"/>.</summary>
    public const int MaxData = 16_384;
}
