using System.Text.RegularExpressions;
using RoverRaman.Emulator;
using RoverRaman.TestSupport;

namespace RoverRaman.Instruments.Tests;

/// <summary>The fault script as people write it.</summary>
public sealed class FaultScriptTests
{
    [Fact]
    public void Parse_ExampleOfTheReadme_IsReadAsItStands()
    {
        var readme = File.ReadAllText(Path.Combine(TestPaths.Repository, "firmware-bridge", "RoverRaman.Emulator", "README.md"));
        var example = Regex.Match(readme, "```yaml\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        var rules = FaultScript.Parse(example).Rules;
        Assert.Equal([FaultKind.CorruptByte, FaultKind.Late, FaultKind.HangUp, FaultKind.Nack, FaultKind.BaudHalfDone], rules.Select(rule => rule.What));
        Assert.Equal((10, 3, 0.5), (rules[0].Every, rules[0].Bytes, rules[0].Place));
        Assert.Equal(("any", 0.01, 1500), (rules[1].When, rules[1].Chance, rules[1].Milliseconds));
        Assert.Equal([25, 75], rules[2].At);
        Assert.Equal((100, 21, null), (rules[3].After, rules[3].Times, rules[3].Error));
        // The table of kinds names each kind, and no other.
        Assert.Equal(FaultNames.All.Skip(1).Order(StringComparer.Ordinal),
            Regex.Matches(readme, "^\\| `([a-z-]+)` \\|", RegexOptions.Multiline).Select(match => match.Groups[1].Value).Where(FaultNames.All.Contains).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Parse_Json_IsTheSameScript() =>
        Assert.Equal(FaultScript.Parse("faults:\n  - what: drop-byte\n    every: 7\n").Rules[0] with { At = [] },
            FaultScript.Parse("""{ "faults": [ { "what": "drop-byte", "every": 7 } ] }""").Rules[0] with { At = [] });

    [Theory]
    [InlineData("", "faults")]
    [InlineData("faults: []", "faults")]
    [InlineData("faults:\n  - every: 3", "what")]
    [InlineData("faults:\n  - what: smoke\n    every: 3", "smoke")]
    [InlineData("faults:\n  - what: drop-byte", "how often")]
    [InlineData("faults:\n  - what: drop-byte\n    every: 3\n    chance: 0.5", "how often")]
    [InlineData("faults:\n  - what: drop-byte\n    chance: 2", "chance")]
    [InlineData("faults:\n  - what: drop-byte\n    every: 3\n    when: sunday", "sunday")]
    [InlineData("faults:\n  - what: late\n    every: 3", "milliseconds")]
    [InlineData("faults:\n  - what: nack\n    every: 3\n    error: many", "many")]
    [InlineData("faults:\n  - what: drop-byte\n    evry: 3", "evry")]
    [InlineData("faults:\n  - what: drop-byte\n    every: x", "line 3")]
    [InlineData("faults: [", "line")]
    public void Parse_WrongScript_SaysWhatIsWrong(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => FaultScript.Parse(text)).Message, StringComparison.Ordinal);
}
