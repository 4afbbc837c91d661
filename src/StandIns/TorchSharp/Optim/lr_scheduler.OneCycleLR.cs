namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static LRScheduler OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1,
                int steps_per_epoch = -1, double pct_start = 0.3,
                impl.OneCycleLR.AnnealStrategy anneal_strategy = impl.OneCycleLR.AnnealStrategy.Cos, bool cycle_momentum = true,
                double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4,
                bool three_phase = false, int last_epoch = -1, bool verbose = false) =>
                new impl.OneCycleLR(optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum,
                    base_momentum, max_momentum, div_factor, final_div_factor, three_phase, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>One rise and one long fall of the learning rate (Smith and Topin 2017), momentum the other way round.</summary>
                public class OneCycleLR : LRScheduler
                {
                    /// <summary>Ends of the phases, in steps, and what each one runs between.</summary>
                    readonly record struct Phase(double End, double FromRate, double ToRate, double FromMomentum, double ToMomentum);

                    public enum AnnealStrategy
                    {
                        Cos,
                        Linear,
                    }

                    readonly int _total;
                    readonly bool _cosine;
                    readonly bool _cycleMomentum;
                    readonly Phase[] _phases;

                    public OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1,
                        double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true,
                        double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4,
                        bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _total = total_steps > 0 ? total_steps : epochs * steps_per_epoch;
                        if (_total <= 0 || (total_steps <= 0 && epochs < 0))
                            throw new ArgumentException("Expected total_steps, or epochs and steps_per_epoch, all above 0.");
                        if (pct_start is < 0 or > 1)
                            throw new ArgumentException($"Expected pct_start between 0 and 1, found {pct_start}.");
                        _cosine = anneal_strategy == AnnealStrategy.Cos;
                        _cycleMomentum = cycle_momentum;
                        double low = max_lr / div_factor, end = low / final_div_factor, top = (pct_start * _total) - 1;
                        var rise = new Phase(top, low, max_lr, max_momentum, base_momentum);
                        var last = new Phase(_total - 1, low, end, max_momentum, max_momentum);
                        _phases = three_phase
                            ? [rise, new((2 * pct_start * _total) - 2, max_lr, low, base_momentum, max_momentum), last]
                            : [rise, last with { FromRate = max_lr, FromMomentum = base_momentum }];
                        foreach (var group in Groups)
                            group.InitialLearningRate = low;
                        step();
                    }

                    private protected override double Rate(int group)
                    {
                        if (LastEpoch > _total)
                            throw new InvalidOperationException($"Expected at most {_total} steps, found step {LastEpoch + 1}.");
                        double start = 0;
                        int i = 0;
                        while (i < _phases.Length - 1 && LastEpoch > _phases[i].End)
                            start = _phases[i++].End;
                        var phase = _phases[i];
                        double part = (LastEpoch - start) / (phase.End - start);
                        if (_cycleMomentum && Groups[group] is IMomentum momentum)
                            momentum.Momentum = Between(phase.FromMomentum, phase.ToMomentum, part);
                        return Between(phase.FromRate, phase.ToRate, part);
                    }

                    double Between(double from, double to, double part) => _cosine
                        ? to + ((from - to) / 2 * (Math.Cos(Math.PI * part) + 1))
                        : from + ((to - from) * part);
                }
            }
        }
    }
}
