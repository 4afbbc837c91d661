using RoverRaman.Instruments.Obp;

namespace RoverRaman.Instruments.Tests.Protocols;

/// <summary>As <see cref="CorruptionTests"/>, through the OBP driver: every model's replies are the same frame, so two stand for all.</summary>
public class ObpCorruptionTests
{
    // What a QE Pro sends (metadata, 32-bit pixels, a buffer to clear), with fewer pixels.
    static readonly ObpModel Buffered = new("buffered", 64, 262143, ObpMessageType.GetBufferedSpectrum32, 32, 4, 8_000, 1_600_000_000) { IsBuffered = true };

    public static TheoryData<bool, ObpChecksum> ObpSpectra() => new() { { false, ObpChecksum.None }, { false, ObpChecksum.Md5 }, { true, ObpChecksum.None }, { true, ObpChecksum.Md5 } };

    [Theory, MemberData(nameof(ObpSpectra))]
    public void Acquire_AnyByteOfTheReplyChanged_IsNoticedUnlessNoChecksumGuardsThePixels(bool buffered, ObpChecksum checksum)
    {
        var model = buffered ? Buffered : ObpModel.Sts;
        var line = new GoldenObp(model, checksum);
        using var spectrometer = ObpSpectrometer.Open(line, model);
        float[] good = new float[model.PixelCount], counts = new float[model.PixelCount];
        spectrometer.Acquire(good, default);
        byte[] frame = [.. line.LastReply];
        var spot = checksum == ObpChecksum.None ? BlindSpot.Of("obp") : null;
        var unnoticed = 0;
        _ = Corruption.Sweep(frame, (damaged, at, thenGood) =>
        {
            line.Change = (at, damaged[at] ^ frame[at]); // regarding number and checksum differ from reply to reply: bits, not a value
            if (Take(spectrometer, counts) && !counts.AsSpan().SequenceEqual(good))
            {
                unnoticed++;
                if (spot?.Covers(frame, at, damaged[at]) != true)
                    Assert.Fail($"byte {at} changed from {frame[at]:X2} to {damaged[at]:X2} gave other pixels unnoticed");
            }
            if (!thenGood)
                return;
            spectrometer.Acquire(counts, default);
            if (!counts.AsSpan().SequenceEqual(good))
                Assert.Fail($"the spectrum behind byte {at} changed to {damaged[at]:X2} is another one");
        });
        Assert.Equal(spot is not null, unnoticed > 0);
    }

    [Theory, InlineData(ObpChecksum.None), InlineData(ObpChecksum.Md5)]
    public void Query_AnyByteOfTheReplyChanged_IsNoticedUnlessNoChecksumGuardsTheData(ObpChecksum checksum)
    {
        var line = new GoldenObp(ObpModel.Sts, checksum);
        using var client = new ObpClient(line, new ObpClientOptions { Retries = 0 });
        var answer = Serial(client);
        byte[] frame = [.. line.LastReply];
        var spot = checksum == ObpChecksum.None ? BlindSpot.Of("obp answer") : null;
        var unnoticed = 0;
        var changes = Corruption.Sweep(frame, (damaged, at, _) =>
        {
            line.Change = (at, damaged[at] ^ frame[at]);
            if (Serial(client) is { } other && other != answer)
            {
                unnoticed++;
                if (spot?.Covers(frame, at, damaged[at]) != true)
                    Assert.Fail($"byte {at} changed from {frame[at]:X2} to {damaged[at]:X2} gave {other} unnoticed");
            }
            Assert.Equal(answer, Serial(client));
        });
        Assert.Equal((255 * frame.Length, spot is not null), (changes, unnoticed > 0));
    }

    static string? Serial(ObpClient client)
    {
        Span<byte> serial = stackalloc byte[64];
        try
        {
            return System.Text.Encoding.Latin1.GetString(serial[..client.Query(ObpMessageType.GetSerialNumber, [], serial, default)]);
        }
        catch (Exception error) when (error is TimeoutException or InstrumentException)
        {
            return null;
        }
    }

    static bool Take(ObpSpectrometer spectrometer, Span<float> counts)
    {
        try
        {
            spectrometer.Acquire(counts, default);
            return true;
        }
        catch (Exception error) when (error is TimeoutException or InstrumentException)
        {
            return false;
        }
    }
}
