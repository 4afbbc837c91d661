using RoverRaman.TestSupport;

namespace RoverRaman.Wire.Tests;

public class PythonTest
{
    const string Script = """
        import sys, msgpack
        for line in sys.stdin.read().split():
            message = msgpack.unpackb(bytes.fromhex(line))
            print([len(v) if isinstance(v, bytes) else round(v, 4) if isinstance(v, float) else v for v in message])
        """;

    [Fact]
    public void Write_EveryMessage_IsWhatPythonDecodes()
    {
        string[] expected =
        [
            "[1, 1, 'roverramand', '0.1.0']",
            "[2, 3, 3735928559, [0, 'Quartz', 300, 'Åkermanite']]",
            "[3, 1000, 7, 1795000000123, 3, 900, 2, 64, 3735928559, 3, [42, 9000, 258, 700, 7, 30], 1, -1250, 3, -42]",
            $"[4, 7, 1795000000123, 2, 3600000, 3, -1050, [{string.Join(", ", Enumerable.Range(0, HealthCounters.Count))}]]",
            "[5, 900, 1000, 7, 1, -10.0, 0.01, 2784]",
            "[32, 77]",
            "[33, 77, 1, 'still acquiring']",
            "[40, 77, 3, 12000, 200, 8]",
            "[41, 3, 17, 16]",
            "[42, 3, 1, 200, 300, [5, 1, 200, 99]]",
            "[43, 77, 3]",
            "[44, 77, 8, 1000, 1]",
            "[45, 77, 8]",
            "[46, 77]",
            "[47, 77]",
            "[48, 1, 4, 9, 8, 4, 1795000000123, 4275878552, 63, 0]",
            "[49, 77, 4]",
            "[50, 40, 1795000000123, 3, 10, 132, 9, 8, 4275878552, 8]",
            "[51, 77]",
            "[52, 0, 2, 3, 5, 901, [880, 900, 901]]",
            "[64, 1000, 1795000000, 42, 90, 258, 7, 33118, 3]",
            "[65, 1000, 1795000000, 42, 90, 258, 7, 33118, 3, 6]",
            "[66, 1000, 0.5, 4]",
            "[67, 1000, 55]",
            $"[68, 1000, 1, 0.0, 0.0, {ProductSamples.Messages[MessageKind.ProductSpectrum].Length - 18}]",
            "[69, 9, 1795000000, 8, 4, 5]",
            "[70, 1000, 2, 130, 42, 9000]",
            "[71, 300]",
            "[72, 1000, 4, 2, 1, 7500, 48, 1, 0, 2500, 10000, 8750, 8000]",
            "[80, 77, 2, 8, 1000, 1]",
            "[81, 3, 5, 7]",
            "[88, 1, 1000, 1, 0.5, 12, 42, 0.75, 2, 3]",
            "[89, 3, 8]",
        ];
        string input = string.Join('\n', Samples.Messages.OrderBy(pair => pair.Key).Select(pair => Bytes.Hex(pair.Value)));
        Assert.Equal(expected, PythonMsgpack.Run(Script, input).Split('\n'));
    }
}
