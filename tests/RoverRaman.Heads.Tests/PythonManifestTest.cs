using System.Buffers.Binary;
using RoverRaman.TestSupport;

namespace RoverRaman.Heads.Tests;

/// <summary>Manifests, deltas and orders are MessagePack that any library reads.</summary>
public class PythonManifestTest
{
    const string Script = """
        import sys, msgpack
        def short(v):
            if isinstance(v, bytes): return len(v)
            if isinstance(v, float): return round(v, 4)
            if isinstance(v, list): return [short(x) for x in v]
            if isinstance(v, dict): return {k: short(x) for k, x in v.items()}
            return v
        for line in sys.stdin.read().split():
            print(short(msgpack.unpackb(bytes.fromhex(line), strict_map_key=False)))
        """;

    [Fact]
    public void ToBytes_ManifestDeltaAndOrder_AreWhatPythonDecodes()
    {
        var head = Samples.Head(2, 4, HeadWeightEncoding.Int8);
        byte[] file = head.ToBytes();
        string manifest = Convert.ToHexStringLower(file.AsSpan(12, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(8))));
        string delta = Convert.ToHexStringLower(HeadDelta.Between(head, Samples.With(head)).ToBytes());
        string order = Convert.ToHexStringLower(new TeachOrder(8, 200, "Brucite", [4711, 4715]).ToBytes());
        string[] lines = PythonMsgpack.Run(Script, string.Join('\n', manifest, delta, order)).Split('\n');
        Assert.Equal(
            "{0: 2, 1: 3, 2: 32, 3: 4, 4: 'grid-200-1591-linear/1', 5: [0, 'Mineral 0', 1, 'Mineral 1'], 6: 1.0, 7: 2, 8: 32, 9: [200, 1591, 1], 10: [200, 1200], " +
            "65: 0.25, 66: 0.875, 67: 0.9, 68: [1, 8]}", lines[0]);
        Assert.Equal("[1, 32, 32, 4, 2, [[1, 200, 'Brucite', 8, 0.0]], 0]", lines[1]);
        Assert.Equal("[8, 200, 'Brucite', [4711, 4715]]", lines[2]);
    }
}
