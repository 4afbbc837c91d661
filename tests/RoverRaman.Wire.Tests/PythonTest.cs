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
            "[3, 1000, 7, 1795000000123, 3, 900, 2, 64, 3735928559, 3, [42, 9000, 258, 700, 7, 30]]",
            $"[4, 7, 1795000000123, 2, 3600000, 3, -1050, [{string.Join(", ", Enumerable.Range(0, HealthCounters.Count))}]]",
            "[5, 900, 1000, 7, 1, -10.0, 0.01, 2784]",
            "[32, 77]",
            "[33, 77, 1, 'still acquiring']",
        ];
        string input = string.Join('\n', Samples.Messages.OrderBy(pair => pair.Key).Select(pair => Bytes.Hex(pair.Value)));
        Assert.Equal(expected, PythonMsgpack.Run(Script, input).Split('\n'));
    }
}
