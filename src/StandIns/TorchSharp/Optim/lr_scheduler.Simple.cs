namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static LRScheduler StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1,
                bool verbose = false) =>
                new impl.StepLR(optimizer, step_size, gamma, last_epoch, verbose);

            public static LRScheduler LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1,
                bool verbose = false) =>
                new impl.LambdaLR(optimizer, lr_lambda, last_epoch, verbose);

            public static LRScheduler ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.ExponentialLR(optimizer, gamma, last_epoch, verbose);

            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0.0, int last_epoch = -1,
                bool verbose = false) => new impl.CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch, verbose);

            public static partial class impl
            {
                public class StepLR : LRScheduler
                {
                    readonly int _stepSize;
                    readonly double _gamma;

                    public StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _stepSize = step_size;
                        _gamma = gamma;
                        step();
                    }

                    private protected override double Rate(int group) =>
                        Groups[group].LearningRate * (LastEpoch != 0 && LastEpoch % _stepSize == 0 ? _gamma : 1);
                }

                public class LambdaLR : LRScheduler
                {
                    readonly Func<int, double> _factor;

                    public LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _factor = lr_lambda;
                        step();
                    }

                    private protected override double Rate(int group) => BaseRates[group] * _factor(LastEpoch);
                }

                public class ExponentialLR : LRScheduler
                {
                    readonly double _gamma;

                    public ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _gamma = gamma;
                        step();
                    }

                    private protected override double Rate(int group) => Groups[group].LearningRate * (LastEpoch != 0 ? _gamma : 1);
                }

                /// <summary>PyTorch's recursive form, so that another hand on the learning rate is respected.</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    readonly double _period;
                    readonly double _floor;

                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0.0, int last_epoch = -1,
                        bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _period = T_max;
                        _floor = eta_min;
                        step();
                    }

                    private protected override double Rate(int group)
                    {
                        double rate = Groups[group].LearningRate;
                        if (LastEpoch == 0)
                            return rate;
                        if ((LastEpoch - 1 - _period) % (2 * _period) == 0)
                            return rate + ((BaseRates[group] - _floor) * (1 - Math.Cos(Math.PI / _period)) / 2);
                        return ((1 + Math.Cos(Math.PI * LastEpoch / _period)) / (1 + Math.Cos(Math.PI * (LastEpoch - 1) / _period))
                            * (rate - _floor)) + _floor;
                    }
                }
            }
        }
    }
}
