using RoverRaman.TestSupport;

namespace MessagePack.Tests;

public class PythonAgreementTest
{
    // The same list on both sides; repr() of both must agree.
    const string Expected = "[0, 127, 128, 255, 256, 65535, 65536, 4294967295, 4294967296, 18446744073709551615, -1, -32, -33, -128, -129, -32768, -32769, -2147483648, -2147483649, "
        + "1.5, -2.25, True, False, None, '', 'Åkermanite', 'x31', 'x32', 'x256', 'x65536', b'', b'b256', b'b65536', {1: 'a', 2: [3]}, 'a16', 'a65536']";

    const string Make = """
        def make():
            return [0,127,128,255,256,65535,65536,4294967295,4294967296,18446744073709551615,-1,-32,-33,-128,-129,-32768,-32769,-2147483648,-2147483649,
              1.5,-2.25,True,False,None,'','Åkermanite','x'*31,'x'*32,'x'*256,'x'*65536,b'',b'b'*256,b'b'*65536,{1:'a',2:[3]},[1]*16,[1]*65536]
        """;

    [Fact]
    public void Write_OneOfEverything_IsWhatPythonReadsAndWrites()
    {
        byte[] bytes = Pack.Bytes(WriteAll);
        string script = Make + "\nimport sys, msgpack\ndata = bytes.fromhex(sys.stdin.read())\n"
            + "assert msgpack.unpackb(data, strict_map_key=False) == make()\nassert msgpack.packb(make()) == data, 'other formats'\nprint('same')";
        Assert.Equal("same", PythonMsgpack.Run(script, Convert.ToHexStringLower(bytes)));
    }

    [Fact]
    public void Read_WhatPythonWrote_GivesTheValues()
    {
        string hex = PythonMsgpack.Run(Make + "\nimport msgpack\nprint(msgpack.packb(make()).hex())", "");
        var reader = new MessagePackReader(Convert.FromHexString(hex));
        Assert.Equal(Expected, Repr(ref reader));
        Assert.True(reader.End);
    }

    static void WriteAll(ref MessagePackWriter writer)
    {
        writer.WriteArrayHeader(36);
        foreach (long number in new[] { 0, 127, 128, 255, 256, 65_535, 65_536, 4_294_967_295, 4_294_967_296 })
            writer.Write(number);
        writer.Write(ulong.MaxValue);
        foreach (long number in new[] { -1, -32, -33, -128, -129, -32_768, -32_769, -2_147_483_648, -2_147_483_649 })
            writer.Write(number);
        writer.Write(1.5);
        writer.Write(-2.25);
        writer.Write(true);
        writer.Write(false);
        writer.WriteNil();
        writer.Write("");
        writer.Write("Åkermanite");
        foreach (int length in new[] { 31, 32, 256, 65_536 })
            writer.Write(new string('x', length));
        foreach (int length in new[] { 0, 256, 65_536 })
            writer.Write(Enumerable.Repeat((byte)'b', length).ToArray());
        writer.WriteMapHeader(2);
        writer.Write(1);
        writer.Write("a");
        writer.Write(2);
        writer.WriteArrayHeader(1);
        writer.Write(3);
        foreach (int length in new[] { 16, 65_536 })
        {
            writer.WriteArrayHeader(length);
            for (int i = 0; i < length; i++)
                writer.Write(1);
        }
    }

    // Python's repr, long values by their length.
    static string Repr(ref MessagePackReader reader)
    {
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Integer:
                return reader.NextCode is MessagePackCode.UInt64 ? $"{reader.ReadUInt64()}" : $"{reader.ReadInt64()}";
            case MessagePackType.Float:
                return $"{reader.ReadDouble()}";
            case MessagePackType.Boolean:
                return reader.ReadBoolean() ? "True" : "False";
            case MessagePackType.Nil:
                return reader.TryReadNil() ? "None" : "";
            case MessagePackType.String:
                string text = reader.ReadString()!;
                return text.Length > 20 ? $"'{text[0]}{text.Length}'" : $"'{text}'";
            case MessagePackType.Binary:
                long length = reader.ReadBytes()!.Value.Length;
                return length > 0 ? $"b'b{length}'" : "b''";
            case MessagePackType.Map:
                return ReprMap(ref reader);
            default:
                return ReprArray(ref reader);
        }
    }

    static string ReprMap(ref MessagePackReader reader)
    {
        var pairs = new List<string>();
        for (int left = reader.ReadMapHeader(); left > 0; left--)
            pairs.Add($"{Repr(ref reader)}: {Repr(ref reader)}");
        return $"{{{string.Join(", ", pairs)}}}";
    }

    static string ReprArray(ref MessagePackReader reader)
    {
        int count = reader.ReadArrayHeader();
        var values = new List<string>();
        for (int i = 0; i < count; i++)
            values.Add(Repr(ref reader));
        return count > 15 && values.TrueForAll(value => value == "1") ? $"'a{count}'" : $"[{string.Join(", ", values)}]";
    }
}
