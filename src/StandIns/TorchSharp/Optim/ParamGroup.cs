using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Parameters that share their settings.</summary>
public class ParamGroup : ILearningRateController
{
    private protected ParamGroup(IEnumerable<Parameter> parameters, double lr)
    {
        Parameters = [.. parameters];
        LearningRate = lr;
        InitialLearningRate = lr;
    }

    public double LearningRate { get; set; }

    public double InitialLearningRate { get; set; }

    internal List<Parameter> Parameters { get; }
}
