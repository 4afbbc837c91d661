using System.Globalization;
using System.Text;
using RoverRaman.Training.Evaluate;
using RoverRaman.Training.Models;
using RoverRaman.Training.Train.Rover;

namespace RoverRaman.Training.Export;

/// <summary>card.md of a rover model. What people add below <see cref="ModelCard.NotesHeading"/> survives the next run into the same folder.</summary>
static class RoverCard
{
    const int ConfusionsShown = 15;

    public static string Render(RoverTrainingRequest request, RoverModel model, RoverGraphs graphs, string? oldCard)
    {
        var text = new StringBuilder();
        Head(text, request, model, graphs);
        Data(text, model);
        Results(text, model.Measurement);
        Groups(text, model.Measurement.Groups);
        Confusions(text, model.Measurement.Confusions);
        Relatives(text, model.Measurement.ClosePairs);
        Limits(text, request, model);
        var notes = oldCard?.IndexOf($"\n{ModelCard.NotesHeading}", StringComparison.Ordinal) ?? -1;
        return text.Append(notes < 0 ? string.Empty : oldCard![notes..]).ToString();
    }

    static void Head(StringBuilder text, RoverTrainingRequest request, RoverModel model, RoverGraphs graphs) => text.Append(CultureInfo.InvariantCulture, $"""
        # {request.Name}

        The rover network: a depthwise trunk that keeps position (stride {Options(request, model).Stride} cm-1), one embedding for each of {Options(request, model).Alignments} alignments {RoverNetOptions.AlignmentStep} cm-1 apart, and beside it the peaks
        themselves ({PeakEmbedding.Size} principal components) at {2 * Options(request, model).PeakReach + 1} alignments {PeakEmbedding.Step} cm-1 apart; cosine head whose evidence is summed over alignments{(HasBackground(model) ? $",\nagainst that of {ShippedNetwork.BackgroundSpecies} other species of the library (the less of that, the more surely it is a mineral of this model)" : "")}. Trained by

        ```
        {request.CommandLine}
        ```

        {model.Parameters:N0} parameters, backbone {graphs.Backbone.Length / 1e6:F2} MB (float32), {model.Folder.Description.FeatureSize} features, {model.Folder.Description.Classes} classes. Input: 1,392 points, 200 to 1591 cm-1
        (`{model.Folder.Description.Preprocessing}`), any unit. Pretrained for {request.PretrainSteps} steps on clean reference spectra made to look measured (fluorescence, response, drift up to {request.Shift:F0} cm-1,
        resolution, noise, cosmic rays), then fine-tuned for {request.Steps} steps on the labelled spectra and the library. Seed {request.Seed}.


        """);

    static RoverNetOptions Options(RoverTrainingRequest request, RoverModel model) => RoverNetOptions.For(request.Drift, model.Data.IsRaw);

    static bool HasBackground(RoverModel model) => model.Folder.Head.Manifest.Layout?.Groups.Any(group => group.IsCommon) == true;

    static void Data(StringBuilder text, RoverModel model)
    {
        _ = text.Append("## Data\n\n");
        foreach (var source in model.Data.Sources)
            _ = text.Append(CultureInfo.InvariantCulture, $"- `{source.Name}`: {source.Spectra} spectra of {source.Classes} classes (SHA-256 of the loaded spectra {source.Sha256[..16]}...)\n");
        _ = text.Append("- RRUFF spectra come from the RRUFF Project: Lafuente B, Downs R T, Yang H, Stone N (2015), The power of databases: the RRUFF project, in: Highlights in Mineralogical Crystallography, pp 1-30\n\n");
    }

    static void Results(StringBuilder text, RoverMeasurement measured)
    {
        _ = text.Append(CultureInfo.InvariantCulture, $"""
            ## Measured

            Split: {measured.How}. The figures are those of networks trained without the measured spectra; temperature and thresholds were fitted on other
            measured spectra than they are applied to.

            | n = {measured.Scores.Count} | top-1 | 95 % | top-3 | 95 % |
            | --- | --- | --- | --- | --- |
            | this model | {Percent(measured.Scores.Top1)} | {Range(measured.Scores.Top1Interval)} | {Percent(measured.Scores.Top3)} | {Range(measured.Scores.Top3Interval)} |
            | 1-NN floor | {Percent(measured.Floor.Top1)} | {Range(measured.Floor.Top1Interval)} | {Percent(measured.Floor.Top3)} | {Range(measured.Floor.Top3Interval)} |

            In percent; Wilson's intervals, which take spectra as independent (of other figures below: spectra resampled).

            | figure | value | 95 % |
            | --- | --- | --- |

            """);
        foreach (var (shift, top1) in measured.Shifted.OrderBy(pair => pair.Key))
            _ = text.Append(CultureInfo.InvariantCulture, $"| top-1, spectra moved by {shift} cm-1 | {Percent(top1.Value)} % | {Range(top1.Interval)} |\n");
        _ = text.Append(CultureInfo.InvariantCulture, $"""
            | expected calibration error (15 bins) | {measured.Scores.CalibrationError:F3} | |
            | the same by chance, if every probability were right | {measured.ChanceError.Value:F3} | {Plain(measured.ChanceError.Interval, "F3")} |
            | temperature | {measured.Calibration.Temperature:F2} | |
            | conformal sets at {100 * HeadCalibration.Coverage:F0} %: coverage | {Percent(measured.Coverage.Value)} % | {Range(measured.Coverage.Interval)} |
            | conformal sets: mean size | {measured.SetSize.Value:F2} | {Plain(measured.SetSize.Interval, "F2")} |
            | top-1 of the most certain {100 * Selective.Share:F0} % | {Percent(measured.Certain.Value)} % | {Range(measured.Certain.Interval)} |

            """);
        if (measured.Unknown is { } unknown)
            _ = text.Append(CultureInfo.InvariantCulture, $"| unknown species ({unknown.Unknown} spectra never shown): AUROC | {unknown.Auroc.Value:F3} | {Plain(unknown.Auroc.Interval, "F3")} |\n| unknown species accepted where 95 % of the known are | {Percent(unknown.Fpr95.Value)} % | {Range(unknown.Fpr95.Interval)} |\n");
        _ = text.Append('\n');
    }

    static void Groups(StringBuilder text, IReadOnlyList<ScoreGroup> groups)
    {
        _ = text.Append("""
            ## Where the errors are

            | measured spectra | n | top-1 | 95 % | top-3 | 1-NN floor: top-1 | top-3 |
            | --- | --- | --- | --- | --- | --- | --- |

            """);
        foreach (var (name, scores, floor) in groups)
            _ = text.Append(CultureInfo.InvariantCulture,
                $"| {name} | {scores.Count} | {Percent(scores.Top1)} | {Range(scores.Top1Interval)} | {Percent(scores.Top3)} | {(floor is null ? "-" : Percent(floor.Top1))} | {(floor is null ? "-" : Percent(floor.Top3))} |\n");
        _ = text.Append("\nReferences: the spectra of the mineral that network and floor had, labelled ones and the library's.\n\n");
    }

    static void Confusions(StringBuilder text, IReadOnlyList<Confusion> confusions)
    {
        _ = text.Append("## Known confusions (measured spectra)\n\n| mineral | taken for | times | of |\n| --- | --- | --- | --- |\n");
        foreach (var confusion in confusions.Take(ConfusionsShown))
            _ = text.Append(CultureInfo.InvariantCulture, $"| {confusion.TrueClass} | {confusion.TakenFor} | {confusion.Times} | {confusion.Of} |\n");
        if (confusions.Count > ConfusionsShown)
            _ = text.Append(CultureInfo.InvariantCulture, $"\nand {confusions.Count - ConfusionsShown} other pairs.\n");
        _ = text.Append('\n');
    }

    static void Relatives(StringBuilder text, IReadOnlyList<(string Mineral, int Of, int Right, int TakenForClose)> pairs)
    {
        if (pairs.Count == 0)
            return;
        _ = text.Append(CultureInfo.InvariantCulture, $"""
            ## Close relatives

            Minerals with another of their solid solution or structure among the classes (carbonates, pyroxenes, garnets, feldspars, apatites, ...), where robustness
            against drift would cost most: {pairs.Sum(pair => pair.Right)} of {pairs.Sum(pair => pair.Of)} spectra right, {pairs.Sum(pair => pair.TakenForClose)} taken for a relative.

            | mineral | right | of | taken for a relative |
            | --- | --- | --- | --- |

            """);
        foreach (var (mineral, of, right, taken) in pairs)
            _ = text.Append(CultureInfo.InvariantCulture, $"| {mineral} | {right} | {of} | {taken} |\n");
        _ = text.Append('\n');
    }

    static void Limits(StringBuilder text, RoverTrainingRequest request, RoverModel model) => text.Append(CultureInfo.InvariantCulture, $"""
        ## Not for

        - Decisions on safety, health, trade or the law: names are hints for triage, to be confirmed by the spectrum itself.
        - Proof of absence: a mineral outside the {model.Folder.Description.Classes} classes is often, not always, called unknown.
        - {(model.Data.IsRaw ? "Spectra unlike those it was trained on (other resolution, other lasers)." : "Spectra drowned in fluorescence: most of its training spectra were baseline-corrected.")}
        - Instruments that drift by more than {request.Drift} cm-1.

        """);

    static string Percent(double share) => (100 * share).ToString("F1", CultureInfo.InvariantCulture);

    static string Range(Interval interval) => $"{Percent(interval.Low)} to {Percent(interval.High)}";

    static string Plain(Interval interval, string format) =>
        $"{interval.Low.ToString(format, CultureInfo.InvariantCulture)} to {interval.High.ToString(format, CultureInfo.InvariantCulture)}";
}
