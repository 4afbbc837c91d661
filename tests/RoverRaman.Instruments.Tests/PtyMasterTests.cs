using RoverRaman.Instruments.Transports;

namespace RoverRaman.Instruments.Tests;

public sealed class PtyMasterTests : IDisposable
{
    static readonly TimeSpan Long = TimeSpan.FromSeconds(20);
    readonly string _folder = Directory.CreateTempSubdirectory("roverraman-pty-").FullName;

    string Link => Path.Combine(_folder, "sts");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Create_WithLink_LinkLeadsToTheTtyUntilDisposed()
    {
        using (var master = PtyMaster.Create(Link))
        {
            using var line = TtyTransport.Open(Link);
            line.Write([7], Long, default);
            var buffer = new byte[8];
            Assert.Equal(1, master.Read(buffer, Long, default));
        }
        Assert.False(Path.Exists(Link));
        Assert.Null(new FileInfo(Link).LinkTarget);
    }

    [Fact]
    public void Create_LinkLeftByAKilledEmulator_IsReplaced()
    {
        File.CreateSymbolicLink(Link, "/dev/pts/99999");
        using var master = PtyMaster.Create(Link);
        using var line = TtyTransport.Open(Link);
    }

    [Fact]
    public void Create_LinkPathHoldsAFile_IsRefusedAndTheFileStays()
    {
        File.WriteAllText(Link, "mine");
        var error = Assert.Throws<IOException>(() => PtyMaster.Create(Link));
        Assert.Contains(Link, error.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Link));
    }

    [Fact]
    public void Write_NobodyHasTheLineOpen_IsUnheardAndCounted()
    {
        using var master = PtyMaster.Create();
        TtyTransport.Open(master.TerminalPath).Dispose();
        Assert.False(master.PeerPresent);
        master.Write(new byte[100], Long, default);
        Assert.Equal(100, master.BytesUnheard);
    }

    [Fact]
    public void Read_DriverComesAndGoes_ServesEachDriver()
    {
        using var master = PtyMaster.Create();
        var buffer = new byte[8];
        for (byte turn = 0; turn < 5; turn++)
        {
            using var line = TtyTransport.Open(master.TerminalPath);
            Assert.True(master.PeerPresent);
            line.Write([turn], Long, default);
            Assert.Equal(1, master.Read(buffer, Long, default));
            Assert.Equal(turn, buffer[0]);
        }
        Assert.Equal(0, master.Read(buffer, TimeSpan.FromMilliseconds(20), default));
    }

    [Fact]
    public void Read_CancelledWhileNobodyIsThere_Throws()
    {
        using var master = PtyMaster.Create();
        TtyTransport.Open(master.TerminalPath).Dispose();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(30));
        Assert.ThrowsAny<OperationCanceledException>(() => master.Read(new byte[8], Timeout.InfiniteTimeSpan, cancellation.Token));
    }
}
