using System.Text.RegularExpressions;
using RoverRaman.TestSupport;

namespace RoverRaman.Wire.Tests;

/// <summary>The tables of Wire's README against the code.</summary>
public partial class ReadmeTest
{
    static readonly string Page = File.ReadAllText(Path.Combine(TestPaths.Repository, "src/RoverRaman.Wire/README.md"));

    public static TheoryData<MessageKind> Kinds => [.. Samples.Messages.Keys];

    [Fact]
    public void MessageTable_EachRow_IsAKindWithItsSize()
    {
        var rows = KindRow().Matches(Section("Messages"));
        Assert.Equal(Enum.GetValues<MessageKind>().Select(kind => $"{(int)kind} {kind}"), rows.Select(row => $"{row.Groups[1]} {row.Groups[2]}"));
        foreach (Match row in rows)
            if (row.Groups[3].Success)
                Assert.Equal(Samples.Messages[Enum.Parse<MessageKind>(row.Groups[2].Value)].Length, int.Parse(row.Groups[3].ValueSpan));
        Assert.Contains($"{DecisionCodec.MaxSize} at most", Page, StringComparison.Ordinal);
        Assert.Contains($"{HealthCodec.MaxSize} at most", Page, StringComparison.Ordinal);
        Assert.Contains($"{SpectrumCodec.MaxSize} at most", Page, StringComparison.Ordinal);
    }

    // The page's name of a position must be the one that the reader complains about when that position holds a bool.
    [Theory, MemberData(nameof(Kinds))]
    public void FieldTable_EachPosition_IsTheFieldThatTheCodeReadsThere(MessageKind kind)
    {
        string[] fields = [.. FieldRow().Matches(Section(kind.ToString())).Select(row => row.Groups[2].Value)];
        var (message, count) = Samples.WithOptionalFields(kind);
        Assert.Equal(count - 1, fields.Length);
        for (int i = 0; i < fields.Length; i++)
        {
            byte[] wrong = WithBoolAt(message, i + 1);
            Assert.Contains($"'{fields[i]}'", Assert.Throws<WireFormatException>(() => Samples.Read(kind, wrong)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Page_SizesOfADecision_AreMeasured()
    {
        byte[] decision = Samples.Messages[MessageKind.Decision];
        byte[] frame = new byte[CobsFrame.MaxSize(decision.Length)];
        Assert.Contains($"A decision of {decision.Length} bytes is {CobsFrame.Write(decision, frame)} bytes on a serial line and {decision.Length + JournalFormat.RecordOverhead} in the journal.", Page, StringComparison.Ordinal);
    }

    static string Section(string title)
    {
        int start = Page.IndexOf($"# {title}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"Wire's README has no section {title}.");
        int end = Page.IndexOf("\n#", start, StringComparison.Ordinal);
        return Page[start..(end < 0 ? Page.Length : end)];
    }

    static byte[] WithBoolAt(byte[] message, int position)
    {
        var reader = new MessagePack.MessagePackReader(message);
        _ = reader.ReadArrayHeader();
        for (int i = 0; i < position; i++)
            reader.Skip();
        int start = (int)reader.Consumed;
        reader.Skip();
        return [.. message[..start], 0xc3, .. message[(int)reader.Consumed..]];
    }

    [GeneratedRegex(@"^\| (\d+) \| (\w+) \| [^|]* \| (?:(\d+) typical)?", RegexOptions.Multiline)]
    private static partial Regex KindRow();

    [GeneratedRegex(@"^\| (\d+) \| (\w+) \|", RegexOptions.Multiline)]
    private static partial Regex FieldRow();
}
