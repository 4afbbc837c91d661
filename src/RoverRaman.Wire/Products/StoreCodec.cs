using System.Buffers;
using MessagePack;

namespace RoverRaman.Wire;

/// <summary>
/// Records of the product store, MessagePack. Product: array of 10: kind (88), product kind, sequence, bin, value, age, class, confidence,
/// descriptor, body. States: array of 3: kind (89), state, keys (<see cref="KeyRuns"/>).
/// </summary>
public static class StoreCodec
{
    /// <summary>Number of fields of a product, the kind included.</summary>
    public const int ProductFields = 10;

    /// <summary>Number of fields of states, the kind included.</summary>
    public const int StatesFields = 3;

    /// <summary>Largest body, bytes: with all else it fits a record.</summary>
    public const int MaxBody = 60_000;

    const int MaxDescriptor = 256;

    /// <summary>Writes a product.</summary>
    public static void Write(IBufferWriter<byte> output, StoredProduct product)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(ProductFields);
        writer.Write((byte)MessageKind.StoredProduct);
        writer.Write((byte)product.Key.Kind);
        writer.Write(product.Key.Sequence);
        writer.Write(product.Bin);
        writer.Write(product.Value);
        writer.Write(product.Age);
        writer.Write(product.ClassId);
        writer.Write(product.Confidence);
        writer.Write(product.Descriptor.Span);
        writer.Write(product.Body.Span);
        writer.Flush();
    }

    /// <summary>Reads a product; descriptor and body are copies.</summary>
    /// <exception cref="WireFormatException">The bytes are not one.</exception>
    public static StoredProduct ReadProduct(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("stored product", message);
        int count = reader.BeginMessage(MessageKind.StoredProduct, ProductFields);
        var product = new StoredProduct(
            new((ProductKind)reader.ReadByte("product_kind"), reader.ReadUInt32("sequence")), reader.ReadByte("bin"), reader.ReadFinite("value"),
            reader.ReadInteger("age", long.MinValue, long.MaxValue), reader.ReadUInt16("class_id"), reader.ReadFinite("confidence"),
            reader.ReadBinary("descriptor", 0, MaxDescriptor).ToArray(), reader.ReadBinary("body", 1, MaxBody).ToArray());
        reader.EndMessage(count, ProductFields);
        return product;
    }

    /// <summary>Writes what became of products.</summary>
    public static void Write(IBufferWriter<byte> output, ProductState state, IEnumerable<ProductKey> keys)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(StatesFields);
        writer.Write((byte)MessageKind.StoredStates);
        writer.Write((byte)state);
        writer.Write(KeyRuns.Pack(keys));
        writer.Flush();
    }

    /// <summary>Reads what became of products.</summary>
    /// <exception cref="WireFormatException">The bytes are not states.</exception>
    public static (ProductState State, IReadOnlyList<ProductKey> Keys) ReadStates(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("stored states", message);
        int count = reader.BeginMessage(MessageKind.StoredStates, StatesFields);
        var state = (ProductState)reader.ReadByte("state");
        var keys = KeyRuns.Unpack(reader.ReadBinary("keys", 0, MaxBody));
        reader.EndMessage(count, StatesFields);
        return (state, keys);
    }
}
