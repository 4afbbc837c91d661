namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Turns the learning rates of an optimizer, once per step().</summary>
            public abstract class LRScheduler
            {
                private protected LRScheduler(Optimizer optimizer, int last_epoch, bool verbose)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    _verbose = verbose;
                    Groups = [.. optimizer.ParamGroups];
                    if (last_epoch == -1)
                    {
                        foreach (var group in Groups)
                            group.InitialLearningRate = group.LearningRate;
                    }
                    BaseRates = [.. Groups.Select(g => g.InitialLearningRate)];
                    LastRates = [.. Groups.Select(g => g.LearningRate)];
                    LastEpoch = last_epoch;
                }

                readonly bool _verbose;

                private protected IReadOnlyList<ILearningRateController> Groups { get; }

                private protected double[] BaseRates { get; }

                private protected double[] LastRates { get; }

                private protected int LastEpoch { get; set; }

                public virtual void step() => step(null);

                public virtual void step(int? epoch)
                {
                    LastEpoch = epoch ?? (LastEpoch + 1);
                    for (int i = 0; i < Groups.Count; i++)
                        Turn(i, Rate(i));
                }

                /// <summary>For schedules that follow a metric; the others ignore it.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                public IEnumerable<double> get_last_lr() => LastRates;

                private protected abstract double Rate(int group);

                private protected void Turn(int group, double rate)
                {
                    if (_verbose && LastRates[group] != rate)
                        Console.WriteLine($"Adjusting learning rate to {rate}");
                    Groups[group].LearningRate = rate;
                    LastRates[group] = rate;
                }
            }
        }
    }
}
