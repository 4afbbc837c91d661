using RoverRaman.Instruments.Captures;
using RoverRaman.Instruments.Tests.Protocols;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Instruments.Tests;

/// <summary>What was recorded plays again, byte for byte.</summary>
public sealed class CaptureTests : IDisposable
{
    static readonly SpectrometerOptions Options = new() { Margin = TimeSpan.FromSeconds(10) };
    readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("rr-cap-").FullName, "session.rrcap");

    [Fact]
    public void Record_ThenPlay_GivesTheSameSpectra()
    {
        var first = Take(RecordingTransport.Wrap(EmulatedTransport.Of("obp"), File.Create(_path), "obp"));
        var (protocol, records) = CaptureFile.Read(_path);
        Assert.Equal("obp", protocol);

        using var line = PtyMaster.Create();
        var player = new CapturePlayer(records, paced: false);
        using var stop = new CancellationTokenSource();
        var thread = new Thread(() => Play(player, line, stop.Token));
        thread.Start();
        // A pty pauses nowhere, so that the rate is not searched: the recording was made without one.
        var second = Take(new NamedTransport(TtyTransport.Open(line.TerminalPath)));
        thread.Join();
        Assert.Equal(first, second);
        Assert.Equal((records.Count, 0), (player.Played, player.Different));
    }

    [Fact]
    public void Read_TornEnd_KeepsTheWholeRecords()
    {
        using (var file = File.Create(_path))
        {
            CaptureFile.WriteStart(file, "bwtek");
            CaptureFile.Write(file, true, TimeSpan.FromMilliseconds(1), [1, 2, 3]);
            CaptureFile.Write(file, false, TimeSpan.FromMilliseconds(2), [4, 5]);
            file.SetLength(file.Length - 1);
        }
        var record = Assert.Single(CaptureFile.Read(_path).Records);
        Assert.Equal([1, 2, 3], record.Bytes);
        Assert.Equal(TimeSpan.FromMilliseconds(1), record.Time);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("RRCAP 1 obp\n\u0007aaaaaaaaaaaaaaaaaa")]
    public void Read_NoCapture_IsRefusedByName(string text)
    {
        File.WriteAllText(_path, text);
        Assert.Contains(_path, Assert.Throws<InstrumentException>(() => CaptureFile.Read(_path)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    static void Play(CapturePlayer player, PtyMaster line, CancellationToken cancellation)
    {
        try
        {
            player.Play(line, cancellation);
        }
        catch (OperationCanceledException)
        {
        }
    }

    static float[][] Take(IByteTransport line)
    {
        using var spectrometer = RoverRaman.Instruments.Protocols.Open(InstrumentProtocol.Sts, line, null, Options, default);
        return [.. Enumerable.Range(0, 3).Select(_ =>
        {
            var counts = new float[spectrometer.Info.PixelCount];
            spectrometer.Acquire(counts, default);
            return counts;
        })];
    }

    /// <summary>Hides that a line has a rate.</summary>
    sealed class NamedTransport(IByteTransport inner) : IByteTransport
    {
        public string Name => inner.Name;

        public int Read(Span<byte> buffer, TimeSpan timeout, CancellationToken cancellation) => inner.Read(buffer, timeout, cancellation);

        public void Write(ReadOnlySpan<byte> bytes, TimeSpan timeout, CancellationToken cancellation) => inner.Write(bytes, timeout, cancellation);

        public int DiscardInput() => inner.DiscardInput();

        public void Dispose() => inner.Dispose();
    }
}
