using RoverRaman.Instruments.Safety;

namespace RoverRaman.Instruments.Tests.Safety;

sealed class FakeLine : IDigitalLine
{
    public string Name => "fake";

    public bool State { get; set; }

    public bool Closed { get; private set; }

    public bool Read() => State;

    public void Write(bool on) => State = on;

    public void Dispose() => Closed = true;
}
