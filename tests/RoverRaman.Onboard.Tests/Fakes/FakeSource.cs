using RoverRaman.Instruments;

namespace RoverRaman.Onboard.Tests;

/// <summary>Hands out instruments in turn; an exception in the list is thrown instead. The last entry repeats.</summary>
sealed class FakeSource(params object[] answers) : ISpectrometerSource
{
    public string Name => "fake";

    public Func<bool> Present { get; init; } = () => true;

    public bool IsPresent => Present();

    public int Opened { get; private set; }

    public ISpectrometer Open(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var answer = answers[Math.Min(Opened++, answers.Length - 1)];
        return answer is Exception fault ? throw fault : (ISpectrometer)answer;
    }
}
