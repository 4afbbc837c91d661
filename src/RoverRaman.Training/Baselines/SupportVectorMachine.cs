using System.Runtime.InteropServices;
using RoverRaman.Training.Train;

namespace RoverRaman.Training.Baselines;

/// <summary>
/// Support vector machine with a radial basis kernel (paper, section 3.2: C = 10, gamma = 0.01), one against one, by libsvm. Spectra
/// are handed over class by class, which makes ties between classes fall as in scikit-learn; a test compares the two.
/// </summary>
public sealed unsafe class SupportVectorMachine : IDisposable
{
    /// <summary>The paper's regularisation C.</summary>
    public const double PaperC = 10;

    /// <summary>The paper's kernel coefficient gamma.</summary>
    public const double PaperGamma = 0.01;

    // scikit-learn's: stop at a violation of 0.001; kernel values kept, MB.
    const double Tolerance = 1e-3, CacheMegabytes = 200;

    readonly List<nint> _memory = [];
    readonly int[] _classes;
    nint _model;

    /// <summary>Trains.</summary>
    /// <param name="features">Training vectors, all of one length.</param>
    /// <param name="labels">Class index of each; at least two classes.</param>
    /// <param name="c">Regularisation C.</param>
    /// <param name="gamma">Kernel coefficient.</param>
    /// <exception cref="TrainingException">libsvm is not installed or refuses the parameters, or there is one class.</exception>
    public SupportVectorMachine(float[][] features, IReadOnlyList<int> labels, double c = PaperC, double gamma = PaperGamma)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        if (!IsInstalled)
            throw new TrainingException("Expected libsvm.so.3, found none; run tools/setup.sh (Debian: apt-get install libsvm3).");
        _classes = [.. labels.Distinct().Order()];
        if (_classes.Length < 2)
            throw new TrainingException($"Expected at least 2 classes to part, found {_classes.Length}.");
        LibSvm.Silence();
        var problem = ToProblem(features, labels);
        var parameters = new LibSvm.Parameters
        {
            Type = LibSvm.Classification,
            Kernel = LibSvm.RadialBasis,
            Gamma = gamma,
            C = c,
            Tolerance = Tolerance,
            CacheMegabytes = CacheMegabytes,
            Shrinking = 1,
        };
        var refusal = LibSvm.svm_check_parameter(&problem, &parameters);
        if (refusal != null)
            throw new TrainingException($"Expected parameters that libsvm takes, found: {Marshal.PtrToStringUTF8((nint)refusal)}.");
        // The model points into the vectors, which live as long as it does.
        _model = LibSvm.svm_train(&problem, &parameters);
    }

    /// <summary>Whether Debian's libsvm3 is there.</summary>
    public static bool IsInstalled => LibSvm.IsInstalled;

    /// <summary>The most likely classes of <paramref name="query"/>, best first: by duels won, ties to the lower class index.</summary>
    /// <param name="query">A vector as long as the training vectors.</param>
    /// <param name="count">At most so many.</param>
    public int[] Rank(float[] query, int count = 3)
    {
        ArgumentNullException.ThrowIfNull(query);
        ObjectDisposedException.ThrowIf(_model == 0, this);
        var n = _classes.Length;
        var decisions = new double[n * (n - 1) / 2];
        var nodes = ToNodes(query);
        fixed (LibSvm.Node* node = nodes)
        fixed (double* decision = decisions)
            _ = LibSvm.svm_predict_values(_model, node, decision);
        var won = new int[n];
        var duel = 0;
        for (var i = 0; i < n; i++)
            for (var j = i + 1; j < n; j++)
                won[decisions[duel++] > 0 ? i : j]++;
        return [.. Enumerable.Range(0, n).OrderByDescending(i => won[i]).Take(count).Select(i => _classes[i])];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_model != 0)
            fixed (nint* model = &_model)
                LibSvm.svm_free_and_destroy_model(model);
        foreach (var block in _memory)
            NativeMemory.Free((void*)block);
        _memory.Clear();
        _model = 0;
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what nobody disposed.</summary>
    ~SupportVectorMachine() => Dispose();

    LibSvm.Problem ToProblem(float[][] features, IReadOnlyList<int> labels)
    {
        var order = Enumerable.Range(0, features.Length).OrderBy(i => labels[i]).ToArray();
        var values = (double*)Allocate(order.Length, sizeof(double));
        var vectors = (LibSvm.Node**)Allocate(order.Length, sizeof(nint));
        for (var i = 0; i < order.Length; i++)
        {
            values[i] = labels[order[i]];
            var nodes = ToNodes(features[order[i]]);
            vectors[i] = (LibSvm.Node*)Allocate(nodes.Length, sizeof(LibSvm.Node));
            nodes.CopyTo(new Span<LibSvm.Node>(vectors[i], nodes.Length));
        }
        return new LibSvm.Problem { Count = order.Length, Labels = values, Vectors = vectors };
    }

    void* Allocate(int count, int size)
    {
        var block = NativeMemory.Alloc((nuint)count, (nuint)size);
        _memory.Add((nint)block);
        return block;
    }

    static LibSvm.Node[] ToNodes(float[] vector)
    {
        var nodes = new List<LibSvm.Node>();
        for (var i = 0; i < vector.Length; i++)
            if (vector[i] != 0)
                nodes.Add(new LibSvm.Node { Index = i + 1, Value = vector[i] });
        nodes.Add(new LibSvm.Node { Index = -1 });
        return [.. nodes];
    }
}
