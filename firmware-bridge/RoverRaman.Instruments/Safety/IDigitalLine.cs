namespace RoverRaman.Instruments.Safety;

/// <summary>One electrical line that is on or off: a GPIO, or a stand-in in tests.</summary>
public interface IDigitalLine : IDisposable
{
    /// <summary>For people: chip and offset.</summary>
    string Name { get; }

    /// <summary>Reads the line.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    bool Read();

    /// <summary>Sets an output.</summary>
    /// <exception cref="IOException">It cannot be set.</exception>
    void Write(bool on);
}
