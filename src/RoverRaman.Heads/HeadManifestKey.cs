namespace RoverRaman.Heads;

/// <summary>
/// Keys of the manifest's map. Frozen: never reused, the list only grows. A reader refuses a key below
/// <see cref="FirstOptional"/> that it does not know, because the head would mean something else without it, and skips one from there up.
/// </summary>
public enum HeadManifestKey : byte
{
    /// <summary>Schema of the manifest: 1, 2 where keys 9 and 10 follow, 3 where 11 follows too.</summary>
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
    /// <summary>Array: first, last, step of the grid, cm-1; empty where not stated. Schema 2.</summary>
    Axis = 9,
    /// <summary>Array: lowest and highest Raman shift that the instrument must measure, cm-1; empty where not stated. Schema 2.</summary>
    InstrumentRange = 10,
    /// <summary>Array: O, D, O, D, ... of the groups of features. Schema 3.</summary>
    FeatureLayout = 11,
    /// <summary>From here up: keys that a reader may skip without misreading the head (author, notes).</summary>
    FirstOptional = 64,
    /// <summary>Score below which a spectrum is of no known class, float32; absent where not calibrated.</summary>
    UnknownThreshold = 65,
    /// <summary>Threshold of the conformal set, float32; absent where not calibrated.</summary>
    ConformalThreshold = 66,
    /// <summary>Coverage that the conformal set was calibrated to, float32; absent where not calibrated.</summary>
    ConformalCoverage = 67,
    /// <summary>Array: class id, scale, int8 features, ... ; absent where there are none.</summary>
    GoldenChecks = 68,
}
