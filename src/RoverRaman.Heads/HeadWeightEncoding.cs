namespace RoverRaman.Heads;

/// <summary>How the weights of a package are stored. Frozen values; the list only grows. Biases are float32 always.</summary>
public enum HeadWeightEncoding : byte
{
    /// <summary>IEEE 754 binary32, little-endian.</summary>
    Float32 = 0,
    /// <summary>IEEE 754 binary16, little-endian.</summary>
    Float16 = 1,
    /// <summary>One float32 scale per row, then signed bytes: weight = scale x byte, the largest byte of a row is 127 or -127.</summary>
    Int8 = 2,
}
