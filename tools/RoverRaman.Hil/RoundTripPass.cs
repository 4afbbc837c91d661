using RoverRaman.Emulator;
using RoverRaman.Spectra;

namespace RoverRaman.Hil;

/// <summary>One pass over the spectra: how far the grid behind the chain is from the file's, and what both are named.</summary>
sealed class RoundTripPass
{
    readonly List<float> _errors = [];
    double _squares;

    /// <summary>Spectra named rightly from the file.</summary>
    public int RightFromFile { get; private set; }

    /// <summary>Spectra named rightly behind the chain.</summary>
    public int RightFromChain { get; private set; }

    /// <summary>Spectra named rightly by only one of both.</summary>
    public int Disagreements { get; private set; }

    /// <summary>Root of the mean square error of all grid points, as a part of each spectrum's highest peak.</summary>
    public double RootMeanSquare => Math.Sqrt(_squares / _errors.Count);

    /// <summary>Error that so many of the grid points keep below, as a part of the spectrum's highest peak.</summary>
    /// <param name="share">0..1.</param>
    public double Quantile(double share)
    {
        _errors.Sort();
        return _errors[(int)(share * (_errors.Count - 1))];
    }

    /// <summary>Adds a spectrum.</summary>
    /// <param name="sample">What was played, largest value 1, nothing below 0.</param>
    /// <param name="grid">What came out.</param>
    /// <param name="fromFile">Whether the file's spectrum was named rightly.</param>
    /// <param name="fromChain">Whether this one was.</param>
    public void Add(PlayableSpectrum sample, ReadOnlySpan<float> grid, bool fromFile, bool fromChain)
    {
        // The chain's scale is the integration time's: the best factor between both in the sense of least squares.
        double product = 0, square = 0;
        for (var i = 0; i < grid.Length; i++)
        {
            var truth = sample.At(Grid.First + i * Grid.Step);
            product += truth * grid[i];
            square += grid[i] * (double)grid[i];
        }
        var scale = product / square;
        for (var i = 0; i < grid.Length; i++)
        {
            var error = Math.Abs(scale * grid[i] - sample.At(Grid.First + i * Grid.Step));
            _squares += error * error;
            _errors.Add((float)error);
        }
        RightFromFile += fromFile ? 1 : 0;
        RightFromChain += fromChain ? 1 : 0;
        Disagreements += fromFile != fromChain ? 1 : 0;
    }
}
