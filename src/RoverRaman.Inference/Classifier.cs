namespace RoverRaman.Inference;

/// <summary>A model at work: spectrum on the grid -> backbone -> head -> best classes. One thread identifies; any thread may swap
/// heads.</summary>
public sealed class Classifier : IDisposable
{
    /// <summary>Loads the model of <paramref name="folder"/> and puts its head into the slot.</summary>
    /// <param name="folder">An opened model folder.</param>
    /// <param name="options">How ONNX Runtime is to run; null for one CPU thread.</param>
    /// <param name="capacity">Rows of the head's slot.</param>
    /// <exception cref="ModelException">The backbone does not load, or the head does not fit it.</exception>
    public static Classifier Open(ModelFolder folder, InferenceOptions? options = null, int capacity = HeadSlot.DefaultCapacity)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var backbone = Backbone.Load(folder.BackboneFile, folder.Description.BackboneSha256, options ?? new InferenceOptions());
        try
        {
            var classifier = new Classifier(folder, backbone, new HeadSlot(backbone, capacity));
            classifier.Slot.Swap(folder.Head);
            return classifier;
        }
        catch
        {
            backbone.Dispose();
            throw;
        }
    }

    /// <summary>As <see cref="Open"/>, with as many rows as the head needs: for the ground, where time may depend on the number of classes.</summary>
    /// <exception cref="ModelException">The backbone does not load, or the head does not fit it.</exception>
    public static Classifier OpenForAnyHead(ModelFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Open(folder, capacity: Math.Max(HeadSlot.DefaultCapacity, folder.Description.Classes));
    }

    Classifier(ModelFolder folder, Backbone backbone, HeadSlot slot) => (Folder, Backbone, Slot) = (folder, backbone, slot);

    /// <summary>Where the model came from.</summary>
    public ModelFolder Folder { get; }

    /// <summary>The network.</summary>
    public Backbone Backbone { get; }

    /// <summary>The head's slot; swap heads here.</summary>
    public HeadSlot Slot { get; }

    /// <summary>Names the mineral of a spectrum; allocates nothing on the CPU. Values that are not finite give no class.</summary>
    /// <param name="grid">1,392 intensities on the grid, any unit.</param>
    /// <exception cref="ArgumentException">Not 1,392 values.</exception>
    public Identification Identify(ReadOnlySpan<float> grid) => Slot.Identify(Backbone.Run(grid));

    /// <inheritdoc/>
    public void Dispose() => Backbone.Dispose();
}
