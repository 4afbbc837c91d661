namespace RoverRaman.Heads;

/// <summary>How the weights of a package are stored. Frozen values; narrower encodings come later and take the next ones.</summary>
public enum HeadWeightEncoding : byte
{
    /// <summary>IEEE 754 binary32, little-endian.</summary>
    Float32 = 0,
}
