using System.Buffers.Binary;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using RoverRaman.Heads;
using RoverRaman.Spectra;

namespace RoverRaman.Inference;

/// <summary>
/// The network without its head: spectrum on the grid [1, 1392] -> features [1, D], [1, O, D] or [1, all groups].
/// Buffers are allocated once; a run on the CPU allocates nothing. Not for use by two threads at once.
/// </summary>
public sealed class Backbone : IDisposable
{
    /// <summary>Key of the ONNX file's metadata that names the preprocessing (PreprocessingId.ToString()); without it the paper's is
    /// meant.</summary>
    public const string PreprocessingKey = "preprocessing";

    /// <summary>Key of the ONNX file's metadata that gives the distance of two alignments, cm-1; without it drift is not estimated.</summary>
    public const string AlignmentStepKey = "alignment_step";

    /// <summary>Key of the ONNX file's metadata that gives the groups of the features (<see cref="FeatureLayout"/>); without it they are one.</summary>
    public const string FeatureLayoutKey = "feature_layout";

    readonly InferenceSession _session;
    readonly RunOptions _runOptions = new();
    readonly OrtIoBinding _binding;
    readonly OrtValue _inputValue;
    readonly OrtValue _outputValue;
    readonly float[] _input;
    readonly float[] _output;
    readonly string _inputName;
    readonly bool _rebind;

    /// <summary>
    /// Begins to load the native library on a thread of its own, for a program that has other files to read before it loads a network: some 20 ms of its
    /// start. Wait for the task before the process ends; what goes wrong is told by <see cref="Load(string, InferenceOptions?)"/>.
    /// </summary>
    /// <param name="options">Those that the network will be loaded with.</param>
    public static Task Prepare(InferenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return OnnxRuntimeLibrary.Prepare(options.NativeLibrary);
    }

    /// <summary>Loads backbone.onnx.</summary>
    /// <exception cref="ModelException">The file is missing, is no network of the expected shape, or the provider is not
    /// available.</exception>
    public static Backbone Load(string onnxFile, InferenceOptions? options = null) =>
        Load(onnxFile, FileHash.Sha256(onnxFile), options ?? new InferenceOptions());

    internal static Backbone Load(string onnxFile, string sha256, InferenceOptions options)
    {
        OnnxRuntimeLibrary.Use(options.NativeLibrary);
        try
        {
            var (session, provider, warning) = ExecutionProvider.CreateSession(onnxFile, options);
            try
            {
                return new Backbone(session, NetworkShape.Of(session, onnxFile), sha256) { Provider = provider, Warning = warning };
            }
            catch
            {
                session.Dispose();
                throw;
            }
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException($"Expected an ONNX network in {onnxFile}, but ONNX Runtime {OnnxRuntimeLibrary.Version} refused " +
                $"it: {e.Message.Trim()} Copy the file again, or export it anew.", e);
        }
    }

    Backbone(InferenceSession session, NetworkShape shape, string sha256)
    {
        (_session, _inputName, Sha256) = (session, shape.InputName, sha256);
        Features = shape.Features;
        Id = BinaryPrimitives.ReadUInt32BigEndian(Convert.FromHexString(sha256.AsSpan(0, 8)));
        Preprocessing = session.ModelMetadata.CustomMetadataMap.GetValueOrDefault(PreprocessingKey) ?? PreprocessingId.Paper.ToString();
        AlignmentStep = float.TryParse(
            session.ModelMetadata.CustomMetadataMap.GetValueOrDefault(AlignmentStepKey), NumberStyles.Float, CultureInfo.InvariantCulture, out var step)
            ? step
            : float.NaN;
        _input = GC.AllocateArray<float>(Grid.Count, pinned: true);
        _output = GC.AllocateArray<float>(shape.Features.Count, pinned: true);
        _inputValue = OrtValue.CreateTensorValueFromMemory(_input, [1, Grid.Count]);
        _outputValue = OrtValue.CreateTensorValueFromMemory(_output, shape.OutputShape);
        _binding = session.CreateIoBinding();
        _binding.BindInput(_inputName, _inputValue);
        _binding.BindOutput(shape.OutputName, _outputValue);
    }

    /// <summary>SHA-256 of the file, hex, lower case.</summary>
    public string Sha256 { get; }

    /// <summary>First four bytes of <see cref="Sha256"/>, big-endian: what decisions carry.</summary>
    public uint Id { get; }

    /// <summary>How the features lie: one embedding for the paper's network.</summary>
    public FeatureLayout Features { get; }

    /// <summary>Distance of two alignments of the first group, cm-1; NaN where the network does not say.</summary>
    public float AlignmentStep { get; }

    /// <summary>Name and version of the preprocessing that the network was trained on.</summary>
    public string Preprocessing { get; }

    /// <summary>What a head must match.</summary>
    public BackboneShape Shape => new(Sha256, Preprocessing, Features, AlignmentStep);

    /// <summary>Features of the last run; valid until the next one.</summary>
    public ReadOnlySpan<float> LastFeatures => _output;

    /// <summary>The execution provider in use (cpu, cuda or tensorrt), after any fallback.</summary>
    public string Provider { get => field; private init { field = value; _rebind = value != "cpu"; } } = "cpu";

    /// <summary>Why the CPU runs instead of the wanted provider; null where the wanted one runs.</summary>
    public string? Warning { get; private init; }

    /// <summary>Version of the native library, such as 1.29.0.</summary>
    public static string RuntimeVersion => OnnxRuntimeLibrary.Version;

    /// <summary>Features of one spectrum, valid until the next run.</summary>
    /// <param name="grid">1,392 intensities on the grid, any unit: the network scales them.</param>
    /// <exception cref="ArgumentException">Not 1,392 values.</exception>
    /// <exception cref="ModelException">The runtime failed, such as on a device that went away.</exception>
    public ReadOnlySpan<float> Run(ReadOnlySpan<float> grid)
    {
        if (grid.Length != Grid.Count)
            throw new ArgumentException($"Expected {Grid.Count} grid points, found {grid.Length}.", nameof(grid));
        grid.CopyTo(_input);
        // Binding copies the input to a device's memory once, at the time of binding; on the CPU the network reads our buffer itself.
        try
        {
            if (_rebind)
                _binding.BindInput(_inputName, _inputValue);
            _session.RunWithBinding(_runOptions, _binding);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException($"Expected features of a spectrum, but ONNX Runtime {RuntimeVersion} failed on {Provider}: " +
                $"{e.Message.Trim()} Check the device, or use the provider cpu.", e);
        }
        return _output;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _binding.Dispose();
        _inputValue.Dispose();
        _outputValue.Dispose();
        _runOptions.Dispose();
        _session.Dispose();
    }
}
