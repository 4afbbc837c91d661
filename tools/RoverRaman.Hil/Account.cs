using System.Diagnostics;
using RoverRaman.Emulator;
using RoverRaman.Instruments.Obp;
using RoverRaman.Wire;

namespace RoverRaman.Hil;

/// <summary>Sets what was played and spoilt against what was decided.</summary>
/// <param name="line">The rig's account.</param>
/// <param name="reader">The daemon's decisions.</param>
/// <param name="clean">Spectra of the clean rounds at the start.</param>
sealed class Account(RigLine line, DecisionReader reader, int clean)
{
    readonly IReadOnlyList<PlayedSpectrum> _played = line.Played;
    readonly Dictionary<long, long> _returns = line.Returns.ToDictionary(back => back.Fault, back => back.At);
    // A new reader is told the latest decision again: each counts once.
    readonly (DecisionRecord Decision, long At)[] _decisions = [.. reader.All.DistinctBy(one => one.Decision.SpectrumId)];

    public CampaignResult Settle(ProcessFigures start, IReadOnlyList<ProcessFigures> later, int? exit, CampaignOptions options)
    {
        PlayedSpectrum[] played = [.. _played.Skip(clean)];
        (DecisionRecord Decision, long At)[] decisions = [.. _decisions.Where(one => one.Decision.SpectrumId > clean)];
        var matches = new DecisionMatcher(CleanDecisions()).Match(played, [.. decisions.Select(decision => decision.Decision)]);
        var decided = matches.Where(match => match >= 0).ToHashSet();
        var lost = Enumerable.Range(0, played.Length).Count(i => played[i].Fault == FaultKind.None && !decided.Contains(i));
        return new CampaignResult
        {
            Faults = Rows(played, decided, [.. decisions.Select(decision => decision.At)]),
            Played = played.Length,
            Expected = played.Count(spectrum => spectrum.Fault == FaultKind.None),
            Decided = decided.Count,
            Lost = lost,
            HitAgain = HitAgain([.. decisions.Select(decision => decision.At)]),
            Wrong = matches.Count(match => match < 0),
            LongestGap = decisions.Zip(decisions.Skip(1), (a, b) => Milliseconds(a.At, b.At)).DefaultIfEmpty().Max(),
            Start = start,
            Later = later,
            ExitCode = exit,
            BaudRecovered = null,
            Checked = options.Checksum == ObpChecksum.Md5,
            Seconds = 0,
        };
    }

    // In the clean rounds the daemon's number of a spectrum is the rig's. The reader may have come too late for the first ones; every sample
    // comes twice, and both decisions have to agree.
    Dictionary<string, string> CleanDecisions()
    {
        var contents = new Dictionary<string, string>();
        foreach (var (decision, _) in _decisions.Where(one => one.Decision.SpectrumId <= clean))
        {
            var key = DecisionMatcher.Key(_played[(int)decision.SpectrumId - 1].Sample);
            var content = DecisionMatcher.Content(decision);
            if (contents.TryGetValue(key, out var before) && before != content)
                throw new HilException($"Expected the same decision for {key} in both clean rounds, found {before} and {content}.");
            contents[key] = content;
        }
        return contents;
    }

    List<FaultRow> Rows(PlayedSpectrum[] played, HashSet<int> decided, long[] decisionTimes)
    {
        var rows = new List<FaultRow>();
        foreach (var kind in line.Faults.GroupBy(fault => (fault.Fault.What, fault.Fault.On)).OrderByDescending(group => group.Key.On).ThenBy(group => group.Key.What))
        {
            int[] hit = [.. kind.Where(fault => fault.Fault.Spectrum is not null).Select(fault => (int)fault.Fault.Spectrum! - clean)];
            double[] recovery = [.. kind.Select(fault => Recovery(fault, decisionTimes)).Where(time => time >= 0).Order()];
            rows.Add(new FaultRow($"{FaultNames.Of(kind.Key.What)} in {kind.Key.On.ToString().ToLowerInvariant()}", kind.Count(),
                hit.Count(decided.Contains), hit.Count(index => !decided.Contains(index)),
                At(recovery, 0.5), At(recovery, 0.95), At(recovery, 1), recovery.Count(time => time <= FaultRow.Period), recovery.Length));
        }
        return rows;
    }

    // Slow recoveries that another fault interrupted: the rig then waited for two.
    int HitAgain(long[] decisionTimes) => line.Faults.Zip(line.Faults.Skip(1))
        .Count(pair => Recovery(pair.First, decisionTimes) > FaultRow.Period && Next(decisionTimes, pair.First.At) == Next(decisionTimes, pair.Second.At));

    static int Next(long[] decisionTimes, long from)
    {
        var at = Array.BinarySearch(decisionTimes, from);
        return at < 0 ? ~at : at;
    }

    // A late reply is a line that says nothing until it comes.
    static long Held(InjectedFault fault) => fault.What == FaultKind.Late ? StandardScript.LateMilliseconds * Stopwatch.Frequency / 1000 : 0;

    static double At(double[] ordered, double share) => ordered.Length > 0 ? ordered[Math.Min(ordered.Length - 1, (int)(share * ordered.Length))] : 0;

    // Negative where nothing was decided any more.
    double Recovery((InjectedFault Fault, long At) fault, long[] decisionTimes)
    {
        var from = _returns.GetValueOrDefault(fault.Fault.Number, fault.At + Held(fault.Fault));
        var at = Next(decisionTimes, from);
        return at < decisionTimes.Length ? Milliseconds(from, decisionTimes[at]) : -1;
    }

    static double Milliseconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;
}
