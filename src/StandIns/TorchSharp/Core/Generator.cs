using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A stream of random numbers.</summary>
    public class Generator : IDisposable
    {
        nint _handle;

        public Generator(ulong seed = 0, Device? device = null)
        {
            _handle = Native.rr_generator(seed);
            this.device = device ?? CPU;
            if (_handle == 0)
                throw Native.LastError();
        }

        Generator(Device device)
        {
            _handle = Native.rr_default_generator();
            this.device = device;
            if (_handle == 0)
                throw Native.LastError();
        }

        ~Generator() => Dispose(false);

        public Device device { get; }

        /// <summary>The generator that operators without one of their own draw from.</summary>
        internal static Generator Default => new(CPU);

        internal nint Handle
        {
            get
            {
                ObjectDisposedException.ThrowIf(_handle == 0, this);
                return _handle;
            }
        }

        public Generator manual_seed(long seed)
        {
            Native.rr_generator_seed(Handle, (ulong)seed);
            GC.KeepAlive(this);
            return this;
        }

        public long initial_seed() => (long)Native.rr_generator_current_seed(Handle);

        public Tensor get_state() => Tensor.FromHandle(Native.rr_generator_state(Handle));

        public void set_state(Tensor value)
        {
            ArgumentNullException.ThrowIfNull(value);
            Native.Check(Native.rr_generator_set_state(Handle, value.Handle));
            GC.KeepAlive(value);
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            nint handle = Interlocked.Exchange(ref _handle, 0);
            if (handle != 0)
                Native.rr_generator_release(handle);
        }
    }

    /// <summary>Seeds the generator that every operator without one of its own draws from.</summary>
    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    public static class random
    {
        public static Generator manual_seed(long seed)
        {
            Native.rr_manual_seed((ulong)seed);
            return Generator.Default;
        }

        public static Tensor get_rng_state()
        {
            using var generator = Generator.Default;
            return generator.get_state();
        }

        public static void set_rng_state(Tensor new_state)
        {
            using var generator = Generator.Default;
            generator.set_state(new_state);
        }
    }
}
