using System.Buffers;
using System.Text;
using MessagePack;

namespace RoverRaman.Wire;

/// <summary>
/// Class table to and from MessagePack. Array of 4: kind (2), head version, backbone id, [class id, name, ...]. A long table travels in
/// <see cref="Parts"/>: receivers add up what they get under one head version.
/// </summary>
public static class ClassTableCodec
{
    /// <summary>Number of fields, the kind included.</summary>
    public const int Fields = 4;

    /// <summary>Most classes in one message.</summary>
    public const int MaxClasses = 8192;

    // Headers of the message and of the list in their longest form, and of one id and one name.
    const int MessageOverhead = 17;
    const int ClassOverhead = 5;

    /// <summary>Writes <paramref name="table"/>.</summary>
    public static void Write(IBufferWriter<byte> output, ClassTable table)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(table.Classes.Count, MaxClasses);
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(Fields);
        writer.Write((byte)MessageKind.ClassTable);
        writer.Write(table.HeadVersion);
        writer.Write(table.BackboneId);
        writer.WriteArrayHeader(2 * table.Classes.Count);
        foreach (var (id, name) in table.Classes)
        {
            writer.Write(id);
            writer.Write(name);
        }
        writer.Flush();
    }

    /// <summary>Reads one table or one part of it.</summary>
    /// <exception cref="WireFormatException">The bytes are not a class table.</exception>
    public static ClassTable Read(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("class table", message);
        int count = reader.BeginMessage(MessageKind.ClassTable, Fields);
        var table = new ClassTable(reader.ReadUInt32("head_version"), reader.ReadUInt32("backbone_id"), ReadClasses(ref reader));
        reader.EndMessage(count, Fields);
        return table;
    }

    /// <summary>Splits a table so that each part's message takes at most <paramref name="maxBytes"/> (at least 256): one part per frame of a narrow link.</summary>
    public static IEnumerable<ClassTable> Parts(ClassTable table, int maxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 256);
        var part = new List<ClassName>();
        int size = MessageOverhead;
        foreach (var item in table.Classes)
        {
            int cost = ClassOverhead + Encoding.UTF8.GetByteCount(item.Name);
            if (part.Count > 0 && (size + cost > maxBytes || part.Count == MaxClasses))
            {
                yield return table with { Classes = part.ToArray() };
                part.Clear();
                size = MessageOverhead;
            }
            part.Add(item);
            size += cost;
        }
        if (part.Count > 0)
            yield return table with { Classes = part.ToArray() };
    }

    static ClassName[] ReadClasses(ref MessageFieldReader reader)
    {
        int at = reader.Consumed;
        int count = reader.ReadArrayHeader("classes");
        if (count > 2 * MaxClasses || count % 2 != 0)
            throw reader.Wrong(at, "classes", $"at most {MaxClasses} pairs of class id and name", $"{count} values");
        var classes = new ClassName[count / 2];
        for (int i = 0; i < classes.Length; i++)
            classes[i] = new(reader.ReadUInt16("class_id"), reader.ReadString("class_name", ClassName.MaxNameBytes));
        return classes;
    }
}
