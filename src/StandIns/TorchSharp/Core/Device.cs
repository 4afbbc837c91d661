namespace TorchSharp;

public enum DeviceType
{
    CPU = 0,
    CUDA = 1,
}

public static partial class torch
{
    /// <summary>The processor; this stand-in is built for no other device.</summary>
    public static Device CPU { get; } = new(DeviceType.CPU, -1);

    public static Device device(string description) => new(description);

    public static Device device(DeviceType type, int index = -1) => new(type, index);

    public static class cuda
    {
        public static bool is_available() => false;

        public static int device_count() => 0;
    }

    public class Device
    {
        public Device(DeviceType type, int index = -1)
        {
            if (type != DeviceType.CPU)
                throw new ArgumentException($"Expected the CPU, found device {type}: this build of TorchSharp runs on the CPU only.");
            this.type = type;
            this.index = index;
        }

        public Device(string description)
            : this(ParseType(description))
        {
        }

        public DeviceType type { get; }

        public int index { get; }

        public override string ToString() => "cpu";

        static DeviceType ParseType(string description)
        {
            ArgumentNullException.ThrowIfNull(description);
            return description.StartsWith("cpu", StringComparison.OrdinalIgnoreCase) ? DeviceType.CPU : DeviceType.CUDA;
        }
    }
}
