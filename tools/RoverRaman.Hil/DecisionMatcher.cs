using RoverRaman.Emulator;
using RoverRaman.Wire;

namespace RoverRaman.Hil;

/// <summary>
/// Finds for each decision the spectrum that it was made from. What a clean spectrum of each sample is decided to be is known from a run
/// without faults, to the last digit; so a decision that fits no spectrum played since the one before was made from damaged data.
/// </summary>
/// <param name="clean">The right decision for each sample (by source and mineral).</param>
sealed class DecisionMatcher(IReadOnlyDictionary<string, string> clean)
{
    // A sample comes again after 64 others; more losses than this in a row would be a campaign of their own.
    const int Window = 24;

    /// <summary>Content of a decision: everything that depends on the spectrum.</summary>
    public static string Content(in DecisionRecord decision)
    {
        var text = new System.Text.StringBuilder();
        text.Append(decision.QualityFlags).Append('/').Append((int)decision.Action);
        for (var i = 0; i < decision.TopCount; i++)
            text.Append(' ').Append(decision.Top[i]);
        return text.ToString();
    }

    /// <summary>A sample's name.</summary>
    public static string Key(PlayableSpectrum sample) => sample.Mineral + " " + sample.Source;

    /// <summary>Index of the played spectrum behind each decision, or -1 where there is none: a wrong decision.</summary>
    public int[] Match(IReadOnlyList<PlayedSpectrum> played, IReadOnlyList<DecisionRecord> decisions)
    {
        var matches = new int[decisions.Count];
        var next = 0;
        for (var i = 0; i < decisions.Count; i++)
        {
            var content = Content(decisions[i]);
            matches[i] = -1;
            for (var k = next; k < played.Count && k < next + Window; k++)
                if (clean[Key(played[k].Sample)] == content)
                {
                    (matches[i], next) = (k, k + 1);
                    break;
                }
        }
        return matches;
    }
}
