using RoverRaman.Emulator;
using RoverRaman.Instruments.Captures;
using RoverRaman.Instruments.Obp;

namespace RoverRaman.Instruments.Tests;

/// <summary>A session recorded at one instrument, replayed to another driver.</summary>
public sealed class RecordingTests
{
    static readonly StsOptions Patient = new() { IntegrationTime = TimeSpan.FromMilliseconds(2), Client = new ObpClientOptions { Margin = TimeSpan.FromSeconds(10) } };

    [Fact]
    public void Replay_OfARecordedSession_GivesTheSameSpectrum()
    {
        var path = Path.GetTempFileName();
        try
        {
            using var live = EmulatedLine.OnPty(EmulatedLine.Create("obp"));
            var recorded = Session(RecordingTransport.Wrap(live.Address.Open(), File.Create(path), "obp"));
            var (protocol, records) = CaptureFile.Read(path);
            Assert.Equal("obp", protocol);
            var recording = new VirtualRecording(records, new Detector(new DetectorOptions()), new SpectrumPlayer(Playlist.BuiltIn(), 1), 9600);
            using var replay = EmulatedLine.OnPty(recording);
            Assert.Equal(recorded, Session(replay.Address.Open()));
        }
        finally
        {
            File.Delete(path);
        }
    }

    static float[] Session(IByteTransport line)
    {
        using var spectrometer = StsSpectrometer.Open(line, Patient, TestContext.Current.CancellationToken);
        var counts = new float[spectrometer.Info.PixelCount];
        spectrometer.SetExcitation(true, default);
        spectrometer.Acquire(counts, default);
        Assert.True(counts.Max() > 700);
        return counts;
    }
}
