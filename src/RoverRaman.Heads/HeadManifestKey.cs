namespace RoverRaman.Heads;

/// <summary>
/// Keys of the manifest's map. Frozen: never reused, the list only grows. A reader refuses a key below
/// <see cref="FirstOptional"/> that it does not know, because the head would mean something else without it, and skips one from there up.
/// </summary>
public enum HeadManifestKey : byte
{
    /// <summary>Schema of the manifest, 1.</summary>
    Schema = 0,
    /// <summary>Version counter of the head.</summary>
    HeadVersion = 1,
    /// <summary>SHA-256 of backbone.onnx, 32 bytes.</summary>
    BackboneSha256 = 2,
    /// <summary>Length of one feature vector, D.</summary>
    FeatureSize = 3,
    /// <summary>Name and version of the preprocessing.</summary>
    Preprocessing = 4,
    /// <summary>Array: id, name, id, name, ... in row order.</summary>
    Classes = 5,
    /// <summary>Divides the logits before softmax, float32.</summary>
    Temperature = 6,
    /// <summary>How weights are stored, <see cref="HeadWeightEncoding"/>.</summary>
    WeightEncoding = 7,
    /// <summary>SHA-256 of weights and biases as stored, 32 bytes.</summary>
    PayloadSha256 = 8,
    /// <summary>From here up: keys that a reader may skip without misreading the head (author, notes, signature of a later version).</summary>
    FirstOptional = 64,
}
