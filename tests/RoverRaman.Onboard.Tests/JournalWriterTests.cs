using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

public sealed class JournalWriterTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    string File0 => _folder.At("j.rrj");

    public void Dispose() => _folder.Dispose();

    JournalWriter Open(long maximum = 4096, int old = 2, FsyncPolicy fsync = FsyncPolicy.Never) =>
        new(new JournalOptions { Path = File0, MaximumBytes = maximum, OldFiles = old, Fsync = fsync }, JournalState.Read(File0));

    static List<byte[]> Read(string path)
    {
        var reader = new JournalReader(File.ReadAllBytes(path));
        var messages = new List<byte[]>();
        while (reader.TryRead(out var message))
            messages.Add(message.ToArray());
        Assert.True(reader is { IsHeaderIntact: true, DamagedRegions: 0, TornBytes: 0 });
        return messages;
    }

    [Theory]
    [InlineData(FsyncPolicy.Never)]
    [InlineData(FsyncPolicy.Second)]
    [InlineData(FsyncPolicy.Each)]
    public void Write_ThenRead_GivesTheSameMessages(FsyncPolicy fsync)
    {
        using (var sut = Open(fsync: fsync))
            for (uint i = 1; i <= 3; i++)
            {
                sut.Write(Sample.Slot(Sample.Decision(i)));
                sut.Idle();
            }
        Assert.Equal([1u, 2u, 3u], Read(File0).Select(Sample.SequenceOf));
    }

    [Fact]
    public void Reopen_AtEveryLengthOfATornFile_KeepsEveryWholeRecord_AndGoesOn()
    {
        using (var sut = Open())
            for (uint i = 1; i <= 3; i++)
                sut.Write(Sample.Slot(Sample.Decision(i)));
        var whole = File.ReadAllBytes(File0);
        var record = (whole.Length - JournalFormat.HeaderSize) / 3;
        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(File0, whole[..length]);
            using (var sut = Open())
                sut.Write(Sample.Slot(Sample.Decision(77)));
            var kept = Math.Max(0, length - JournalFormat.HeaderSize) / record;
            Assert.Equal(kept + 1, Read(File0).Count);
        }
    }

    [Fact]
    public void Reopen_OnATornEndThatIsLongerThanTheNextRecord_LeavesNothingOfIt()
    {
        using (var sut = Open())
            sut.Write(Sample.Slot(Sample.Decision(1)));
        using (var file = File.Open(File0, FileMode.Append))
            file.Write(new byte[500]);
        using (var sut = Open())
            sut.Write(Sample.Slot(Sample.Decision(2)));
        Assert.Equal([1u, 2u], Read(File0).Select(Sample.SequenceOf));
    }

    [Fact]
    public void Write_WhenTheFileIsFull_StartsANewOneThatCanBeReadAlone_AndDeletesTheOldest()
    {
        using (var sut = Open(maximum: 400, old: 2))
        {
            sut.Write(Sample.Slot(Sample.Hello()));
            sut.Write(Sample.Slot(Sample.Health(5)));
            for (uint i = 1; i <= 60; i++)
                sut.Write(Sample.Slot(Sample.Decision(i, boot: 5)));
            Assert.True(sut.FilesDeleted > 0);
        }
        string[] files = [$"{File0}.2", $"{File0}.1", File0];
        Assert.All(files, f => Assert.InRange(new FileInfo(f).Length, 1, 400));
        Assert.All(files, f => Assert.Equal(MessageKind.Hello, WireMessage.KindOf(Read(f)[0])));
        Assert.False(File.Exists($"{File0}.3"));
        var sequences = files.SelectMany(Read).Where(m => WireMessage.KindOf(m) == MessageKind.Decision).Select(Sample.SequenceOf).ToList();
        Assert.Equal(Enumerable.Range(0, sequences.Count).Select(i => 60 - (uint)(sequences.Count - 1) + (uint)i), sequences);
    }

    [Fact]
    public void Write_WhenTheFolderIsGone_Throws_AndWritesTheSameMessageOnceItIsBack()
    {
        var folder = _folder.At("sub");
        var path = Path.Combine(folder, "j.rrj");
        using (var sut = new JournalWriter(new JournalOptions { Path = path }, new JournalState()))
        {
            var slot = Sample.Slot(Sample.Decision(1));
            Assert.ThrowsAny<IOException>(() => sut.Write(slot));
            Directory.CreateDirectory(folder);
            sut.Write(slot);
        }
        Assert.Equal(1u, Sample.SequenceOf(Assert.Single(Read(path))));
    }

    [Fact]
    public void State_OfANewJournal_StartsAtZero() => Assert.Equal(new JournalState(), JournalState.Read(File0));

    [Fact]
    public void State_GoesOnWhereTheLastRunEnded_AlsoAcrossARotation()
    {
        using (var sut = Open())
        {
            sut.Write(Sample.Slot(Sample.Health(3)));
            sut.Write(Sample.Slot(Sample.Decision(8, boot: 3)));
        }
        Assert.Equal((3, 8u, 1008u), JournalState.Read(File0) is var state ? (state.BootCount, state.Sequence, state.SpectrumId) : default);

        File.Move(File0, $"{File0}.1");
        using (var sut = Open())
            sut.Write(Sample.Slot(Sample.Health(4))); // started, and no decision since
        Assert.Equal((4, 8u, 1008u), JournalState.Read(File0) is var rotated ? (rotated.BootCount, rotated.Sequence, rotated.SpectrumId) : default);
    }

    [Fact]
    public void State_OfAFileThatIsNoJournal_IsRefused_AndTheFileIsLeftAlone()
    {
        File.WriteAllText(File0, "this is my thesis, do not overwrite it");
        Assert.Contains(File0, Assert.Throws<IOException>(() => JournalState.Read(File0)).Message, StringComparison.Ordinal);
        Assert.StartsWith("this is", File.ReadAllText(File0), StringComparison.Ordinal);
    }
}
