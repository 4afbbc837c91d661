using MessagePack;
using RoverRaman.Wire;

namespace RoverRaman.Heads;

// What orders and deltas share: every fault of the bytes becomes one HeadFormatException.
static class OrderReading
{
    public delegate T Body<T>(ref MessageFieldReader reader);

    public static T Of<T>(string name, ReadOnlyMemory<byte> bytes, Body<T> body)
    {
        try
        {
            var reader = new MessageFieldReader(name, bytes);
            var value = body(ref reader);
            reader.EndMessage(0, 0);
            return value;
        }
        catch (WireFormatException e)
        {
            throw new HeadFormatException(HeadRefusal.Malformed, e.Message, e);
        }
    }

    public static void Begin(ref MessageFieldReader reader, int fields)
    {
        int count = reader.ReadArrayHeader("order");
        if (count != fields)
            throw new HeadFormatException(
                count > fields ? HeadRefusal.UnknownSchema : HeadRefusal.Malformed, reader.Wrong(0, "order", $"an array of {fields}", $"an array of {count}").Message);
    }

    public static uint[] Ascending(ref MessageFieldReader reader, string field, int maximum)
    {
        int at = reader.Consumed;
        int count = reader.ReadArrayHeader(field);
        if (count < 1 || count > maximum)
            throw reader.Wrong(at, field, $"1..{maximum} ids", $"{count}");
        uint[] ids = new uint[count];
        for (int i = 0; i < count; i++)
        {
            at = reader.Consumed;
            ids[i] = reader.ReadUInt32(field);
            if (i > 0 && ids[i] <= ids[i - 1])
                throw reader.Wrong(at, field, $"an id above {ids[i - 1]}", $"{ids[i]}");
        }
        return ids;
    }

    // Each id once, ascending: one way to write an order.
    public static void WriteAscending(ref MessagePackWriter writer, string what, IReadOnlyList<uint> ids, int maximum)
    {
        uint[] ordered = [.. ids.Distinct().Order()];
        if (ordered.Length == 0 || ordered.Length > maximum)
            throw new HeadFormatException($"Expected 1..{maximum} {what}, found {ordered.Length}.");
        writer.WriteArrayHeader(ordered.Length);
        foreach (uint id in ordered)
            writer.Write(id);
    }
}
