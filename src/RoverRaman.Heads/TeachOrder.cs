using System.Buffers;
using MessagePack;
using RoverRaman.Wire;

namespace RoverRaman.Heads;

/// <summary>
/// A class that the device is to learn from spectra it stores itself: the ground only names them. A MessagePack array
/// [version, class id, name, [spectrum id, ...]], at most <see cref="MaxSignedBytes"/> bytes with the envelope's header.
/// </summary>
/// <param name="Version">Version of the head that comes of it; must be higher than any the device accepted, by at most <see cref="MaxStep"/>.</param>
/// <param name="ClassId">Stable id: a new class, or one that is there and to be learnt anew.</param>
/// <param name="Name">Its name.</param>
/// <param name="SpectrumIds">Spectra of that class, ascending.</param>
public sealed record TeachOrder(uint Version, ushort ClassId, string Name, IReadOnlyList<uint> SpectrumIds)
{
    /// <summary>Most bytes of header and order together; the signature comes on top (number of signatures, key id, 64 bytes).</summary>
    public const int MaxSignedBytes = 64;

    /// <summary>Most spectra named by one order.</summary>
    public const int MaxSpectra = 16;

    /// <summary>How far the version may be above the highest that the device accepted: one mistyped order must not use up all counters.</summary>
    public const uint MaxStep = 16;

    /// <summary>Reads an order.</summary>
    /// <exception cref="HeadFormatException">It is no such order.</exception>
    public static TeachOrder Read(ReadOnlyMemory<byte> bytes) => OrderReading.Of("teach order", bytes, (ref MessageFieldReader reader) =>
    {
        OrderReading.Begin(ref reader, 4);
        uint version = reader.ReadUInt32("Version");
        ushort id = reader.ReadUInt16("ClassId");
        string name = reader.ReadString("Name", MaxSignedBytes);
        HeadRules.CheckText("class name", name, HeadPackage.MaxNameBytes);
        return new TeachOrder(version, id, name, OrderReading.Ascending(ref reader, "SpectrumIds", MaxSpectra));
    });

    /// <summary>The order as bytes.</summary>
    /// <exception cref="HeadFormatException">It names no spectrum, too many, or does not fit <see cref="MaxSignedBytes"/>.</exception>
    public byte[] ToBytes()
    {
        HeadRules.CheckText("class name", Name, HeadPackage.MaxNameBytes);
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(4);
        writer.Write(Version);
        writer.Write(ClassId);
        writer.Write(Name);
        OrderReading.WriteAscending(ref writer, "spectra", SpectrumIds, MaxSpectra);
        writer.Flush();
        int size = SignedEnvelope.HeaderSize + output.WrittenCount;
        return size <= MaxSignedBytes
            ? output.WrittenSpan.ToArray()
            : throw new HeadFormatException(HeadRefusal.TooLarge, $"Expected a teach order of at most {MaxSignedBytes} bytes, found {size}. Name fewer spectra, or use a shorter name.");
    }
}
