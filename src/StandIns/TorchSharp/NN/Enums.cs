namespace TorchSharp;

/// <summary>What stands beyond the edge of a padded signal.</summary>
public enum PaddingModes
{
    Zeros = 0,
    Reflect = 1,
    Replicate = 2,
    Circular = 3,
    Constant = 4,
}

/// <summary>How much a convolution pads: not at all, or so that the length stays (stride 1).</summary>
public enum Padding
{
    Valid = 0,
    Same = 1,
}

public static partial class torch
{
    public enum InterpolationMode
    {
        Nearest = 0,
        Linear = 1,
        Bilinear = 2,
        Bicubic = 3,
        Trilinear = 4,
        Area = 5,
    }

    public static partial class nn
    {
        /// <summary>What becomes of the losses of a batch, numbered as libtorch numbers it.</summary>
        public enum Reduction
        {
            None = 0,
            Mean = 1,
            Sum = 2,
        }
    }
}
