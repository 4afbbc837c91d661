using System.Globalization;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>An array of numbers that remembers how it was computed.</summary>
    public partial class Tensor : IDisposable
    {
        static long _totalCount;
        static long _peakCount;

        nint _handle;

        internal Tensor(nint handle)
        {
            _handle = handle;
            long live = Interlocked.Increment(ref _totalCount);
            if (live > Volatile.Read(ref _peakCount))
                Volatile.Write(ref _peakCount, live);
            OwningDisposeScope = DisposeScopeManager.ThreadSingleton.Register(this);
        }

        ~Tensor() => Dispose(false);

        /// <summary>Tensors of this process that are not disposed yet.</summary>
        public static long TotalCount => Interlocked.Read(ref _totalCount);

        /// <summary>The most tensors that were ever alive at once, to within threads racing.</summary>
        public static long PeakCount => Volatile.Read(ref _peakCount);

        public bool IsInvalid => _handle == 0;

        public IntPtr Handle
        {
            get
            {
                ObjectDisposedException.ThrowIf(_handle == 0, this);
                return _handle;
            }
        }

        public unsafe long[] shape
        {
            get
            {
                var sizes = new long[ndim];
                fixed (long* first = sizes)
                    Native.rr_sizes(Handle, first);
                GC.KeepAlive(this);
                return sizes;
            }
        }

        public long ndim
        {
            get
            {
                long dimensions = Native.rr_dim(Handle);
                GC.KeepAlive(this);
                return dimensions;
            }
        }

        public long Dimensions => ndim;

        public ScalarType dtype
        {
            get
            {
                var type = (ScalarType)Native.rr_dtype(Handle);
                GC.KeepAlive(this);
                return type;
            }
        }

        public Device device => CPU;

        public DeviceType device_type => DeviceType.CPU;

        public bool is_cpu() => true;

        public bool is_cuda => false;

        public long NumberOfElements => numel();

        public long ElementSize => element_size();

        internal DisposeScope? OwningDisposeScope { get; set; }

        public long dim() => ndim;

        public long size(int dim) => shape[dim < 0 ? dim + (int)ndim : dim];

        public long[] size() => shape;

        public unsafe long[] stride()
        {
            var steps = new long[ndim];
            fixed (long* first = steps)
                Native.rr_strides(Handle, first);
            GC.KeepAlive(this);
            return steps;
        }

        public long numel()
        {
            long count = 1;
            foreach (long size in shape)
                count *= size;
            return count;
        }

        public long element_size() => SizeOf(dtype);

        public bool is_floating_point() => dtype is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64;

        public bool is_integral() =>
            dtype is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64 or ScalarType.Bool;

        public bool is_contiguous()
        {
            bool contiguous = Native.rr_is_contiguous(Handle) != 0;
            GC.KeepAlive(this);
            return contiguous;
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        public override string ToString() =>
            IsInvalid
            ? "<disposed>"
            : string.Create(CultureInfo.InvariantCulture, $"[{string.Join("x", shape)}], type = {dtype}, device = cpu");

        internal static Tensor FromHandle(nint handle) => handle != 0 ? new(handle) : throw Native.LastError();

        protected virtual void Dispose(bool disposing)
        {
            nint handle = Interlocked.Exchange(ref _handle, 0);
            if (handle == 0)
                return;
            Native.rr_release(handle);
            Interlocked.Decrement(ref _totalCount);
            if (!disposing)
                return;
            var statistics = DisposeScopeManager.ThreadSingleton.StatisticsInstance;
            if (OwningDisposeScope is null)
                statistics.DisposedOutsideScopeCount++;
            else
                statistics.DisposedInScopeCount++;
            OwningDisposeScope?.Forget(this);
            OwningDisposeScope = null;
        }

        /// <summary>Takes the native tensor away from this object, which is disposed by that.</summary>
        internal nint Surrender()
        {
            nint kept = Native.rr_alias(Handle);
            Dispose();
            return kept;
        }

        /// <summary>Makes this object own another native tensor.</summary>
        internal void Adopt(Tensor other)
        {
            nint adopted = other.Surrender();
            Native.rr_release(Interlocked.Exchange(ref _handle, adopted));
        }
    }
}
