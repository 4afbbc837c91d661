namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static LRScheduler ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10,
                double threshold = 1e-4, string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8,
                bool verbose = false) =>
                new impl.ReduceLROnPlateau(optimizer, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr, eps, verbose);

            public static partial class impl
            {
                /// <summary>Lowers the learning rate when a metric has stopped improving; call step(metric).</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    readonly bool _lower;
                    readonly bool _relative;
                    readonly double _factor;
                    readonly int _patience;
                    readonly double _threshold;
                    readonly int _cooldown;
                    readonly double[] _floors;
                    readonly double _eps;
                    double _best;
                    int _bad;
                    int _cooling;

                    public ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10,
                        double threshold = 1e-4, string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null,
                        double eps = 1e-8, bool verbose = false)
                        : base(optimizer, -1, verbose)
                    {
                        if (factor >= 1.0)
                            throw new ArgumentException($"Expected a factor below 1, found {factor}.");
                        if (mode is not ("min" or "max") || threshold_mode is not ("rel" or "abs"))
                            throw new ArgumentException($"Expected mode min or max and threshold_mode rel or abs, "
                                + $"found {mode}, {threshold_mode}.");
                        _lower = mode == "min";
                        _relative = threshold_mode == "rel";
                        (_factor, _patience, _threshold, _cooldown, _eps) = (factor, patience, threshold, cooldown, eps);
                        _floors = min_lr is { Count: > 1 } ? [.. min_lr] : [.. Groups.Select(_ => min_lr is [var floor] ? floor : 0)];
                        if (_floors.Length != Groups.Count)
                            throw new ArgumentException($"Expected {Groups.Count} minimum learning rates, found {_floors.Length}.");
                        _best = _lower ? double.PositiveInfinity : double.NegativeInfinity;
                        LastEpoch = 0;
                    }

                    public override void step(int? epoch) =>
                        throw new InvalidOperationException("Expected the current metric as an argument of step().");

                    public override void step(double current, int? epoch = null)
                    {
                        LastEpoch = epoch ?? (LastEpoch + 1);
                        bool better = Better(current);
                        _best = better ? current : _best;
                        _bad = better ? 0 : _bad + 1;
                        if (_cooling > 0)
                            (_cooling, _bad) = (_cooling - 1, 0);
                        if (_bad <= _patience)
                            return;
                        for (int i = 0; i < Groups.Count; i++)
                            Lower(i);
                        (_cooling, _bad) = (_cooldown, 0);
                    }

                    private protected override double Rate(int group) => Groups[group].LearningRate;

                    void Lower(int group)
                    {
                        double old = Groups[group].LearningRate, rate = Math.Max(old * _factor, _floors[group]);
                        if (old - rate > _eps)
                            Turn(group, rate);
                    }

                    bool Better(double metric) => (_lower, _relative) switch
                    {
                        (true, true) => metric < _best * (1 - _threshold),
                        (true, false) => metric < _best - _threshold,
                        (false, true) => metric > _best * (_threshold + 1),
                        (false, false) => metric > _best + _threshold,
                    };
                }
            }
        }
    }
}
