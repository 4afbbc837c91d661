using System.CommandLine;

namespace RoverRaman.Cli;

/// <summary>The shell of roverraman: the list of verbs. What a verb does stands in its own file.</summary>
public static class Program
{
    /// <summary>Exit code 0 done, 1 failure, 2 usage.</summary>
    public static Task<int> Main(string[] args) => RunAsync(args, Console.Out, Console.Error);

    /// <summary>Runs one command line; tests call this with writers of their own.</summary>
    /// <param name="args">The arguments, verb first.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where errors and progress go.</param>
    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Raman mineral identification for field robots: train, evaluate, classify, export, teach new minerals, read the downlink.")
        {
            TrainVerb.Create(),
            EvaluateVerb.Create(),
            ClassifyVerb.Create(),
            ExplainVerb.Create(),
            ExportVerb.Create(),
            QuantizeVerb.Create(),
            ReproduceVerb.Create(),
            DownlinkVerb.Create(),
            HeadVerb.Create(),
            InstrumentVerb.Create(),
        };
        return Verb.InvokeAsync(root.Parse(args), output, error);
    }
}
