using System.Globalization;
using System.Text;
using RoverRaman.Spectra;
using RoverRaman.Training.Evaluate;
using RoverRaman.Training.Train;

namespace RoverRaman.Training.Export;

/// <summary>
/// card.md: what a model is, what it was measured at, what it must not be used for. Every figure comes from the run; what people add
/// below <see cref="NotesHeading"/> survives the next run into the same folder.
/// </summary>
public static class ModelCard
{
    /// <summary>Heading of the part that people write.</summary>
    public const string NotesHeading = "## Notes";

    const int ConfusionsShown = 12;

    /// <summary>The card of a run.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="model">What came of it.</param>
    /// <param name="oldCard">The card before, whose notes are kept; or null.</param>
    public static string Render(PaperTrainingRequest request, TrainedModel model, string? oldCard)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(model);
        var text = new StringBuilder();
        Head(text, request, model);
        Data(text, request, model);
        Results(text, model);
        Confusions(text, model);
        Limits(text, request, model);
        _ = text.Append(Notes(oldCard));
        return text.ToString();
    }

    static void Head(StringBuilder text, PaperTrainingRequest request, TrainedModel model) => text.Append(CultureInfo.InvariantCulture, $"""
        # {request.Name}

        The convolutional network of Soysal et al., "Reevaluating Convolutional Neural Networks for Spectral Analysis: A Focus on Raman
        Spectroscopy" (Figure 6), as trained by

        ```
        {request.CommandLine}
        ```

        Pooling size m = {request.Network.PoolingSize}, n = {request.Network.Blocks} convolution + pooling blocks, batch normalisation {(request.Network.BatchNorm ? "on" : "off")}; {model.Parameters:N0} parameters,
        {model.Folder.Description.FeatureSize} features, {model.Folder.Description.Classes} classes. Input: 1,392 points, 200 to 1591 cm-1 (`{model.Folder.Description.Preprocessing}`); scaling to a maximum of 1 is
        part of the graph. Class-weighted cross entropy (w = N / (K n)), Adam {request.Training.LearningRate}, batch {request.Training.BatchSize}, learning rate x {request.Training.PlateauFactor} after {request.Training.PlateauPatience} epochs
        without a better (class-weighted) validation loss, stop after {request.Training.StoppingPatience}: the weights are those of epoch {model.History.BestEpoch} of {model.History.Epochs.Count}. Seed {request.Training.Seed}.


        """);

    static void Data(StringBuilder text, PaperTrainingRequest request, TrainedModel model)
    {
        _ = text.Append("## Data and split\n\n");
        foreach (var source in model.Folder.Description.Data)
            _ = text.Append(CultureInfo.InvariantCulture, $"- `{source.Name}`: {source.Spectra} spectra of {source.Classes} classes used (SHA-256 of the loaded spectra {source.Sha256[..16]}...)\n");
        if (request.Kind != RruffKind.Any)
            _ = text.Append(CultureInfo.InvariantCulture, $"- RRUFF files of the kind {request.Kind} only\n");
        if (model.Split.Grouped)
            _ = text.Append("- Spectra with RRUFF IDs come from the RRUFF Project: Lafuente B, Downs R T, Yang H, Stone N (2015), The power of databases: the RRUFF project, in: Highlights in Mineralogical Crystallography, pp 1-30\n");
        var (data, split) = (model.Data, model.Split);
        _ = text.Append(CultureInfo.InvariantCulture, $"""

            Left out: {data.Refused.Count} files or rows refused, {data.Excluded} of the other kind, {data.Unlabeled} without a class, {data.Duplicates} exact duplicates, {data.Pruned} of classes with
            fewer than {request.MinPerClass} spectra.

            Split by {(split.Grouped ? "RRUFF ID (no specimen stands on two sides)" : "spectrum (the data carry no specimen IDs, so near copies may stand on both sides)")}, stratified by class, seed {request.Training.Seed}: {split.Train.Spectra.Count} train, {split.Validation.Spectra.Count} validate
            (learning rate, stopping, choice of m and n), {split.HeldOut.Spectra.Count} are held out of everything and listed in model.json. {split.MeasuredClasses} of {split.Classes.Count} classes have a
            held-out spectrum; the others have too few specimens to spare one, compete for every answer, and are not measured.


            """);
    }

    static void Results(StringBuilder text, TrainedModel model) => text.Append(CultureInfo.InvariantCulture, $"""
        ## Measured on the held-out spectra

        | n = {model.HeldOut.Count} | top-1 | 95 % | top-3 | 95 % |
        | --- | --- | --- | --- | --- |
        | this model | {Percent(model.HeldOut.Top1)} | {Range(model.HeldOut.Top1Interval)} | {Percent(model.HeldOut.Top3)} | {Range(model.HeldOut.Top3Interval)} |
        | 1-NN floor | {Percent(model.Floor.Top1)} | {Range(model.Floor.Top1Interval)} | {Percent(model.Floor.Top3)} | {Range(model.Floor.Top3Interval)} |

        In percent. Both on the same split, {model.Folder.Description.Classes} classes competing; the floor matches each spectrum with all that are not held out. Measured with the
        files of this folder in ONNX Runtime. Intervals are Wilson's and take spectra as independent; spectra of one specimen are not
        quite, so the true ones are somewhat wider. Expected calibration error (15 bins) {model.HeldOut.CalibrationError:F3}, mean confidence gap (top-1 minus
        top-2 probability) {model.HeldOut.ConfidenceGap:F2}. On the {model.Split.Validation.Spectra.Count} validation spectra, used for choices and therefore optimistic: top-1 {Percent(model.History.Best.ValidationTop1)}.


        """);

    static void Confusions(StringBuilder text, TrainedModel model)
    {
        _ = text.Append("## Known confusions (held-out spectra)\n\n");
        if (model.Confusions.Count == 0)
            _ = text.Append("None seen, which says more about the number of spectra than about the model.\n\n");
        else
            _ = text.Append("| mineral | taken for | times | of |\n| --- | --- | --- | --- |\n");
        foreach (var confusion in model.Confusions.Take(ConfusionsShown))
            _ = text.Append(CultureInfo.InvariantCulture, $"| {confusion.TrueClass} | {confusion.TakenFor} | {confusion.Times} | {confusion.Of} |\n");
        if (model.Confusions.Count > ConfusionsShown)
            _ = text.Append(CultureInfo.InvariantCulture, $"\nand {model.Confusions.Count - ConfusionsShown} other pairs.\n");
        _ = text.Append('\n');
    }

    static void Limits(StringBuilder text, PaperTrainingRequest request, TrainedModel model) => text.Append(CultureInfo.InvariantCulture, $"""
        ## Not for

        - Minerals outside the {model.Folder.Description.Classes} classes: it always names one of them. Do not take a name as proof that the mineral is there.
        - Decisions on safety, health, trade or the law: names are hints for triage, to be confirmed by the spectrum itself.
        - {(request.Kind == RruffKind.Processed
            ? "Spectra with their fluorescence baseline: it has seen baseline-corrected spectra only."
            : "Spectra unlike those it was trained on (other baselines, resolution, lasers).")}
        - Mixtures: one name a spectrum.
        - Instruments that drift by more than a few cm-1, unless `roverraman evaluate --shift` says otherwise.

        """);

    static string Notes(string? oldCard)
    {
        var start = oldCard?.IndexOf($"\n{NotesHeading}", StringComparison.Ordinal) ?? -1;
        return start < 0 ? string.Empty : oldCard![start..];
    }

    static string Percent(double share) => (100 * share).ToString("F1", CultureInfo.InvariantCulture);

    static string Range(Interval interval) => $"{Percent(interval.Low)} to {Percent(interval.High)}";
}
