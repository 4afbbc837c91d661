using System.Globalization;
using RoverRaman.Spectra;
using RoverRaman.Training.Train;
using Spectre.Console;

namespace RoverRaman.Cli;

/// <summary>Shows long work on stderr: a bar on a terminal, plain lines otherwise.</summary>
/// <param name="error">Where plain lines go.</param>
sealed class ConsoleLog(TextWriter error) : ITrainingLog
{
    const int PlainSteps = 4;

    // A writer that is not the console's own (a test, a pipe) gets plain lines.
    readonly bool _bars = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;

    public void Say(string line) => error.WriteLine(line);

    public LoadResult Loading(string path, Func<IProgress<LoadProgress>, LoadResult> load)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        return Show($"loading {name}", show => load(new Now<LoadProgress>(step => show(step.Done, step.Total, null))));
    }

    public TrainingHistory Fitting(int epochs, Func<IProgress<EpochReport>, TrainingHistory> fit) =>
        Show("training", show => fit(new Now<EpochReport>(epoch => show(epoch.Epoch, epochs, _bars ? Short(epoch) : Line(epoch)))));

    /// <summary>Runs <paramref name="work"/>, showing how many of how many steps are done.</summary>
    public T Show<T>(string title, Func<Action<int, int, string?>, T> work) => _bars ? Bar(title, work) : Plain(title, work);

    static T Bar<T>(string title, Func<Action<int, int, string?>, T> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(Markup.Escape(title));
                var result = work((done, total, line) =>
                {
                    task.MaxValue = total;
                    task.Value = done;
                    task.Description = Markup.Escape(line ?? title);
                });
                task.Value = task.MaxValue; // early stopping ends before the last epoch
                return result;
            });
    }

    T Plain<T>(string title, Func<Action<int, int, string?>, T> work)
    {
        var shown = 0;
        return work((done, total, line) =>
        {
            var step = total > 0 ? PlainSteps * done / total : 0;
            if (line is null && step == Interlocked.Exchange(ref shown, step))
                return;
            error.WriteLine(line ?? $"{title}: {done} of {total}");
        });
    }

    // A bar shares its line of 80 characters.
    static string Short(EpochReport epoch) =>
        string.Create(CultureInfo.InvariantCulture, $"epoch {epoch.Epoch}, validation top-1 {100 * epoch.ValidationTop1:F1} %");

    static string Line(EpochReport epoch) => string.Create(CultureInfo.InvariantCulture,
        $"epoch {epoch.Epoch,3}  loss {epoch.TrainLoss:F4}  validation {epoch.ValidationLoss:F4}  top-1 " +
        $"{100 * epoch.ValidationTop1:F1} %  rate {epoch.LearningRate:G3}{(epoch.Improved ? "  *" : "")}");

    // Unlike Progress<T>, reports on the caller's thread, so that lines come in order.
    sealed class Now<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
