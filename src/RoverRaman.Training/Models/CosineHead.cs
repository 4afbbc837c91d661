using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Models;

/// <summary>
/// One direction a class. Embeddings [n, O, D] -> evidence [n, classes]: log-sum-exp over alignments of (embedding . unit row). The same
/// numbers as a head slot gives with unit rows and biases of 0.
/// </summary>
public sealed class CosineHead : Module<Tensor, Tensor>
{
    readonly Parameter _directions;

    /// <summary>Takes [classes, D] directions of any length.</summary>
    public CosineHead(Tensor directions) : base(nameof(CosineHead))
    {
        _directions = Parameter(directions);
        RegisterComponents();
    }

    /// <summary>Random directions (the generator's state decides).</summary>
    public static CosineHead Random(int classes) => new(0.1 * randn([classes, RoverNetOptions.FeatureSize]));

    /// <summary>[classes, D], as learned: not of unit length.</summary>
    public Parameter Directions => _directions;

    /// <summary>Rows of unit length, row-major [classes, D].</summary>
    public float[] UnitRows()
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        return functional.normalize(_directions, 2, 1).contiguous().data<float>().ToArray();
    }

    /// <summary>[n, O, D] -> [n, classes].</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var (count, alignments) = (input.shape[0], input.shape[1]);
        // One product of two matrices: left to itself, torch takes the transposed alignments for a batch, and makes a gradient of all
        // directions for every spectrum (55 MB a step at 1,670 classes, most of the time of training).
        var evidence = input.reshape(count * alignments, input.shape[2]).matmul(functional.normalize(_directions, 2, 1).t());
        return scope.MoveToOuter(evidence.reshape(count, alignments, -1).logsumexp(1));
    }
}
