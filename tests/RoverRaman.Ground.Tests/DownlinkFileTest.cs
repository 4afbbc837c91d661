namespace RoverRaman.Ground.Tests;

public sealed class DownlinkFileTest : IDisposable
{
    readonly Folder _folder = new();
    readonly DownlinkCounters _counters = new();

    public void Dispose() => _folder.Dispose();

    int Read(byte[] file) => DownlinkFile.Read(_folder.Write("file", file), _counters).Count;

    [Fact]
    public void Read_Journal_GivesItsRecords() => Assert.Equal(2, Read(Down.Journal(Down.Decision(1), Down.Decision(2))));

    [Fact]
    public void Read_DamagedJournal_GivesTheRestAndCounts()
    {
        byte[] file = Down.Journal(Down.Decision(1), Down.Decision(2), Down.Decision(3));
        file[70] ^= 4;
        Assert.Equal(2, Read([.. file, 1, 2, 3]));
        Assert.Equal((1L, 3L), (_counters.DamagedRegions, _counters.TornBytes));
        Assert.True(_counters.BytesSkipped > 30);
    }

    [Fact]
    public void Read_JournalWithDamagedMagic_StillGivesItsRecords()
    {
        byte[] file = Down.Journal(Down.Decision(1), Down.Decision(2));
        file[1] ^= 1;
        Assert.Equal(2, Read(file));
        Assert.Equal(1, _counters.DamagedRegions);
    }

    [Fact]
    public void Read_Capture_GivesGoodFramesAndCountsTheRest()
    {
        byte[] bad = Down.Frame(Down.Decision(2));
        bad[7] ^= 2;
        Assert.Equal(2, Read([9, 9, 0, .. Down.Frame(Down.Decision(1)), .. bad, .. Down.Frame(Down.Decision(3)), 5]));
        Assert.Equal((2L, 1L), (_counters.BadFrames, _counters.TornBytes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is a text file, not a downlink\n")]
    public void Read_AnotherFile_IsNamed(string text) =>
        Assert.Contains("without one good record or frame", Assert.Throws<DownlinkException>(() => Read(System.Text.Encoding.UTF8.GetBytes(text))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_MissingFile_IsNamed() =>
        Assert.Contains(_folder["none"], Assert.Throws<DownlinkException>(() => DownlinkFile.Read(_folder["none"], _counters)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_RandomFiles_ThrowOnlyTheNamedException()
    {
        var random = new Random(43);
        for (int round = 0; round < 300; round++)
        {
            byte[] file = round % 2 == 0 ? new byte[random.Next(300)] : Down.Journal(Down.Decision(1), Down.Table());
            if (round % 2 == 0)
                random.NextBytes(file);
            else
                file[random.Next(file.Length)] = (byte)random.Next(256);
            try
            {
                _ = Read(file);
            }
            catch (DownlinkException)
            {
            }
        }
    }
}
