namespace TorchSharp;

public static partial class torch
{
    /// <summary>The shape that a factory is asked for.</summary>
    public struct Size
    {
        public Size(long[] shape) => Shape = shape;

        public Size(long size)
            : this([size])
        {
        }

        internal long[] Shape { get; }

        public static implicit operator Size(long[] size) => new(size);

        public static implicit operator Size(long size) => new(size);

        public static implicit operator Size((long, long) size) => new([size.Item1, size.Item2]);

        public static implicit operator Size((long, long, long) size) => new([size.Item1, size.Item2, size.Item3]);
    }
}
