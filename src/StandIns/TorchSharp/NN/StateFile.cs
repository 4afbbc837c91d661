namespace TorchSharp;

/// <summary>
/// TorchSharp's own file of weights: the number of entries, then for each its name (as BinaryWriter writes strings), element type,
/// number of dimensions, sizes (each number a LEB128 varint) and raw bytes.
/// </summary>
static class StateFile
{
    const int MaxDimensions = 64;

    public static void Write(BinaryWriter writer, IReadOnlyList<KeyValuePair<string, torch.Tensor>> state)
    {
        WriteNumber(writer, state.Count);
        foreach (var (name, tensor) in state)
        {
            writer.Write(name);
            WriteTensor(writer, tensor);
        }
    }

    public static void Read(BinaryReader reader, Dictionary<string, torch.Tensor> state, bool strict, IList<string> skip)
    {
        long entries = ReadNumber(reader);
        if (strict && entries != state.Count)
            throw new ArgumentException($"Mismatched state_dict sizes: expected {state.Count}, but found {entries} entries.");
        for (long i = 0; i < entries; i++)
        {
            string name = reader.ReadString();
            if (state.TryGetValue(name, out var target))
                ReadTensor(reader, name, target, skip.Contains(name));
            else if (strict)
                throw new ArgumentException($"Mismatched module state names: the target module has no parameter or buffer named '{name}'.");
            else
                SkipTensor(reader);
        }
    }

    static void WriteTensor(BinaryWriter writer, torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        var plain = tensor.detach().contiguous();
        WriteNumber(writer, (long)plain.dtype);
        WriteNumber(writer, plain.ndim);
        foreach (long size in plain.shape)
            WriteNumber(writer, size);
        writer.Write(plain.bytes);
    }

    static void ReadTensor(BinaryReader reader, string name, torch.Tensor target, bool skipped)
    {
        var (type, shape) = ReadHeader(reader);
        if (!skipped && (type != target.dtype || !shape.SequenceEqual(target.shape)))
            throw new ArgumentException($"Mismatched tensor '{name}': expected {target.dtype} [{string.Join(", ", target.shape)}], "
                + $"but found {type} [{string.Join(", ", shape)}].");
        using var scope = torch.NewDisposeScope();
        var loaded = torch.empty(target.shape, type);
        var bytes = skipped ? new byte[ByteCount(type, shape)] : loaded.bytes;
        reader.BaseStream.ReadExactly(bytes);
        if (skipped)
            return;
        using var quiet = torch.no_grad();
        target.copy_(loaded);
    }

    static void SkipTensor(BinaryReader reader)
    {
        var (type, shape) = ReadHeader(reader);
        long left = ByteCount(type, shape);
        while (left > 0)
        {
            int read = reader.Read(new byte[Math.Min(left, 1 << 16)]);
            left -= read > 0 ? read : throw new EndOfStreamException();
        }
    }

    static (torch.ScalarType Type, long[] Shape) ReadHeader(BinaryReader reader)
    {
        var type = (torch.ScalarType)ReadNumber(reader);
        long dimensions = ReadNumber(reader);
        if (dimensions > MaxDimensions)
            throw new InvalidDataException($"Expected at most {MaxDimensions} dimensions, found {dimensions}: this is no file of weights.");
        var shape = new long[dimensions];
        for (int i = 0; i < shape.Length; i++)
            shape[i] = ReadNumber(reader);
        return (type, shape);
    }

    static long ByteCount(torch.ScalarType type, long[] shape)
    {
        long count = torch.SizeOf(type);
        foreach (long size in shape)
            count = checked(count * size);
        return count;
    }

    static void WriteNumber(BinaryWriter writer, long value) => writer.Write7BitEncodedInt64(value);

    static long ReadNumber(BinaryReader reader) =>
        reader.Read7BitEncodedInt64() is >= 0 and var value ? value
            : throw new InvalidDataException("Expected a count, found a negative number.");
}
