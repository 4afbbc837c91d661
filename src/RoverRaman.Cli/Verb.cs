using System.CommandLine;
using System.CommandLine.Parsing;
using RoverRaman.Ground;
using RoverRaman.Ground.Heads;
using RoverRaman.Heads;
using RoverRaman.Inference;
using RoverRaman.Instruments;
using RoverRaman.OnnxExport;
using RoverRaman.Spectra;
using RoverRaman.Training.Train;

namespace RoverRaman.Cli;

/// <summary>What all verbs share: how they run, how they fail.</summary>
static class Verb
{
    /// <summary>Exit code of a failure.</summary>
    public const int Failure = 1;

    /// <summary>Exit code of a command line that cannot be carried out.</summary>
    public const int Usage = 2;

    /// <summary>
    /// Sets what a verb does. On a thread of its own, because Ctrl-C is watched only once the action has returned its task.
    /// </summary>
    public static void Does(this Command command, Func<ParseResult, CancellationToken, int> action) =>
        command.SetAction((parse, cancellation) => Task.Run(() => action(parse, cancellation), CancellationToken.None));

    /// <summary>Runs a parsed command line and turns every expected error into a message and an exit code.</summary>
    public static async Task<int> InvokeAsync(ParseResult parse, TextWriter output, TextWriter error)
    {
        if (parse.Errors.Count > 0)
            return Fail(error, Usage, [.. parse.Errors.Select(found => found.Message), $"See: {Path(parse)} --help"]);
        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
        };
        try
        {
            return await parse.InvokeAsync(configuration);
        }
        catch (UsageException exception)
        {
            return Fail(error, Usage, exception.Message, $"See: {Path(parse)} --help");
        }
        catch (OperationCanceledException)
        {
            return Fail(error, Failure, "stopped before the end, as asked");
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            return Fail(error, Failure, exception.Message);
        }
    }

    static bool IsExpected(Exception exception) => exception
        is HeadFitException or SpectrumFormatException or ModelException or HeadFormatException or OnnxExportException or TrainingException or DownlinkException
        or InstrumentException or TimeoutException
        or IOException or UnauthorizedAccessException;

    static int Fail(TextWriter error, int code, params IEnumerable<string> lines)
    {
        foreach (var line in lines)
            error.WriteLine($"roverraman: {line}");
        return code;
    }

    static string Path(ParseResult parse)
    {
        var names = new Stack<string>();
        for (var result = parse.CommandResult; result is { Command: not RootCommand }; result = result.Parent as CommandResult)
            names.Push(result.Command.Name);
        return string.Join(' ', names.Prepend("roverraman"));
    }
}
