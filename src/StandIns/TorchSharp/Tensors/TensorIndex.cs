namespace TorchSharp;

public static partial class torch
{
    /// <summary>One position of an indexing expression: a number, a slice, a tensor of numbers or truth values, an ellipsis, a new
    /// axis.</summary>
    public struct TensorIndex
    {
        internal enum Form
        {
            Slice,
            Single,
            Tensor,
            Ellipsis,
            NewAxis,
            Truth,
        }

        internal Form Kind { get; private init; }

        internal long? Start { get; private init; }

        internal long? Stop { get; private init; }

        internal long? Step { get; private init; }

        internal Tensor? Indices { get; private init; }

        public static TensorIndex Ellipsis => new() { Kind = Form.Ellipsis };

        public static TensorIndex None => new() { Kind = Form.NewAxis };

        public static TensorIndex Null => None;

        public static TensorIndex Colon => Slice();

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { Kind = Form.Slice, Start = start, Stop = stop, Step = step };

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Single(long? index) => new() { Kind = Form.Single, Start = index };

        public static TensorIndex Bool(bool value) => new() { Kind = Form.Truth, Start = value ? 1 : 0 };

        public static TensorIndex Tensor(Tensor tensor) => new() { Kind = Form.Tensor, Indices = tensor };

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex(Range range) => Slice(Position(range.Start, true), Position(range.End, false));

        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        /// <summary>^0 as an end is the end itself; there is no negative number for it.</summary>
        static long? Position(Index index, bool start) =>
            !index.IsFromEnd ? index.Value : index.Value > 0 ? -index.Value : start ? long.MaxValue : null;
    }
}
