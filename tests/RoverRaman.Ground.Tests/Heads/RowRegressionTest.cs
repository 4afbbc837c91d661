using System.Diagnostics;
using System.Globalization;
using RoverRaman.Ground.Heads;
using RoverRaman.Heads;

namespace RoverRaman.Ground.Tests.Heads;

/// <summary>The regression against a reference, and against numbers that follow from its definition.</summary>
public class RowRegressionTest
{
    const int Classes = 4, Size = 6, Count = 60;

    // Reads labels and features, one line each; prints intercept and weights of each class, without the mean that softmax does not see.
    const string Script = """
        import sys, numpy as np
        from sklearn.linear_model import LogisticRegression
        rows = np.array([[float(v) for v in line.split()] for line in sys.stdin.read().strip().split('\n')])
        model = LogisticRegression(C=2.0, tol=1e-10, max_iter=10000).fit(rows[:, 1:], rows[:, 0].astype(int))
        w = np.hstack([model.coef_, model.intercept_[:, None]]); w = w - w.mean(0)
        for row in w: print(' '.join('%.6f' % v for v in row))
        """;

    static (double[][] Features, int[] Labels) Data(int alignments = 1, bool intercept = true)
    {
        var random = new Random(11);
        double[][] centres = [.. Enumerable.Range(0, Classes).Select(_ => Vector(random, Size))];
        int[] labels = [.. Enumerable.Range(0, Count).Select(i => i % Classes)];
        return ([.. labels.Select(label => Enumerable.Range(0, alignments).SelectMany(_ => centres[label].Select(value => value + 0.7 * (random.NextDouble() - 0.5)).Concat(intercept ? [1.0] : [])).ToArray())], labels);
    }

    static double[] Vector(Random random, int size) => [.. Enumerable.Range(0, size).Select(_ => random.NextDouble() - 0.5)];

    static RowSamples Samples(double[][] features, int[] labels, double fixedEvidence = double.NegativeInfinity, int size = Size, FeatureLayout? layout = null) =>
        new(layout ?? new FeatureLayout((features[0].Length / size, size)), features, labels, [.. features.Select(_ => fixedEvidence)], [.. features.Select(_ => 1.0)]);

    [Fact]
    public void Fit_OneAlignment_FindsTheMinimumOfScikitLearn()
    {
        var (features, labels) = Data();
        double[][] zero = [.. Enumerable.Range(0, Classes).Select(_ => new double[Size + 1])];
        double[][] found = new RowRegression(Samples(features, labels, size: Size + 1), zero, 0.5, intercept: true, []).Fit(2000, 1e-9, TestContext.Current.CancellationToken);
        double[][] expected = Reference(features, labels);
        for (int i = 0; i <= Size; i++)
        {
            double mean = found.Average(row => row[i]);
            for (int row = 0; row < Classes; row++)
                Assert.Equal(expected[row][i], found[row][i] - mean, 2e-4);
        }
    }

    static double[][] Reference(double[][] features, int[] labels)
    {
        string input = string.Join('\n', features.Select((row, i) => string.Join(' ', row[..Size].Prepend(labels[i]).Select(value => value.ToString("R", CultureInfo.InvariantCulture)))));
        var start = new ProcessStartInfo("/usr/bin/python3", ["-c", Script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var python = Process.Start(start)!;
            python.StandardInput.Write(input);
            python.StandardInput.Close();
            string output = python.StandardOutput.ReadToEnd(), error = python.StandardError.ReadToEnd();
            python.WaitForExit();
            Assert.SkipWhen(error.Contains("ModuleNotFoundError", StringComparison.Ordinal), "needs Debian's python3-sklearn as the reference");
            Assert.True(python.ExitCode == 0, error);
            return [.. output.Trim().Split('\n').Select(line => line.Split(' ').Select(value => double.Parse(value, CultureInfo.InvariantCulture)).ToArray())];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("needs /usr/bin/python3 with python3-sklearn as the reference");
            throw;
        }
    }

    [Theory]
    [InlineData("1x6")]
    [InlineData("3x6")]
    [InlineData("3x4+6x2")] // 24 values, 6 in a row
    public void Loss_Gradient_IsTheSlopeOfTheLoss(string text)
    {
        // At the minimum found, a small step along any axis raises the loss: with a wrong gradient the search would have ended elsewhere.
        var layout = FeatureLayout.Parse(text)!;
        var (features, labels) = Data(layout.Count / Size, intercept: false);
        var random = new Random(3);
        double[][] start = [.. Enumerable.Range(0, Classes).Select(_ => Vector(random, Size))];
        var samples = Samples(features, [.. labels.Select(label => label == 3 ? -1 : label)], 0.5, layout: layout);
        double[][] found = new RowRegression(samples, start[..3], 0.3, intercept: false, []).Fit(2000, 1e-9, TestContext.Current.CancellationToken);
        double least = Loss(samples, found, start, 0.3);
        for (int row = 0; row < 3; row++)
            for (int i = 0; i < Size; i++)
                foreach (double step in (double[])[1e-3, -1e-3])
                {
                    double[][] moved = [.. found.Select(values => (double[])values.Clone())];
                    moved[row][i] += step;
                    Assert.True(Loss(samples, moved, start, 0.3) > least);
                }
    }

    // The definition, written once more in the plainest way.
    static double Loss(RowSamples samples, double[][] rows, double[][] start, double penalty)
    {
        double sum = 0;
        for (int i = 0; i < samples.Features.Count; i++)
        {
            double[] evidence = [.. rows.Select(row => samples.Layout.Groups.Sum(group => Evidence(samples.Features[i][group.First..(group.First + group.Count)].Chunk(group.Size), row[group.Row..])))];
            double total = Math.Log(Math.Exp(samples.Fixed[i]) + evidence.Sum(Math.Exp));
            sum += total - (samples.Labels[i] >= 0 ? evidence[samples.Labels[i]] : samples.Fixed[i]);
        }
        return sum + penalty / 2 * rows.Select((row, k) => row.Select((value, i) => (value - start[k][i]) * (value - start[k][i])).Sum()).Sum();
    }

    static double Evidence(IEnumerable<double[]> alignments, double[] row) => Math.Log(alignments.Sum(x => Math.Exp(x.Zip(row, (a, b) => a * b).Sum())));

    [Fact]
    public void Minimise_Rosenbrock_FindsItsMinimum()
    {
        double[] found = Lbfgs.Minimise(
            (at, gradient) =>
            {
                double a = at[1] - at[0] * at[0], b = 1 - at[0];
                (gradient[0], gradient[1]) = (-400 * at[0] * a - 2 * b, 200 * a);
                return 100 * a * a + b * b;
            },
            [-1.2, 1], 500, 1e-10, TestContext.Current.CancellationToken);
        Assert.Equal(1, found[0], 1e-6);
        Assert.Equal(1, found[1], 1e-6);
    }
}
