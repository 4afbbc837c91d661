using System.Buffers;

namespace RoverRaman.Wire;

/// <summary>
/// Decision record to and from MessagePack. Array of 11: kind (3), sequence, boot count, unix ms, time quality, spectrum id, action,
/// quality flags, backbone id, head version, [class id, probability in 1/10000, ...]. Readers accept longer arrays (fields only grow).
/// </summary>
public static class DecisionCodec
{
    /// <summary>Writes <paramref name="record"/>. Allocates nothing.</summary>
    public static void Write(IBufferWriter<byte> output, in DecisionRecord record) => throw new NotImplementedException();

    /// <summary>Reads one record.</summary>
    /// <exception cref="WireFormatException">The bytes are not a decision record: what was expected, what was found, at which byte.</exception>
    public static DecisionRecord Read(ReadOnlyMemory<byte> message) => throw new NotImplementedException();
}
