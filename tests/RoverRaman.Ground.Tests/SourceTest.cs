using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace RoverRaman.Ground.Tests;

public sealed partial class SourceTest : IDisposable
{
    readonly Folder _folder = new();
    readonly DownlinkCounters _counters = new();
    readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public void Dispose()
    {
        _stop.Dispose();
        _folder.Dispose();
    }

    async Task<List<byte[]>> ReadAsync(IDownlinkSource source, int count)
    {
        // Only against a hang of the whole run; no test waits for it.
        _stop.CancelAfter(TimeSpan.FromSeconds(30));
        var found = new List<byte[]>();
        using (source)
            await foreach (var message in source.ReadAsync(_stop.Token))
            {
                found.Add(message.ToArray());
                if (found.Count == count)
                    break;
            }
        return found;
    }

    [Fact]
    public async Task Socket_MessagesThenClose_AreReadToTheEnd()
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(_folder["s"]));
        listener.Listen();
        var source = DownlinkSource.Open(_folder["s"], null, _counters);
        using (var client = await listener.AcceptAsync(TestContext.Current.CancellationToken))
            _ = client.Send([.. Down.Stream(Down.Decision(1), Down.Table()), 9, 0]);
        Assert.Equal([Down.Decision(1), Down.Table()], await ReadAsync(source, 99));
        Assert.Equal(2, _counters.TornBytes);
    }

    [Fact]
    public async Task Socket_HostileLength_IsNamed()
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(_folder["s"]));
        listener.Listen();
        var source = DownlinkSource.Open(_folder["s"], null, _counters);
        using var client = await listener.AcceptAsync(TestContext.Current.CancellationToken);
        _ = client.Send([255, 255, 255, 255]);
        var error = await Assert.ThrowsAsync<DownlinkException>(() => ReadAsync(source, 1));
        Assert.Contains("expected a length of 1..1048576 bytes, found 4294967295", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Udp_FramesAndGarbage_GivesGoodFramesAndCounts()
    {
        var source = new UdpSource(new IPEndPoint(IPAddress.Loopback, 0), _counters);
        using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        byte[] cut = Down.Frame(Down.Decision(9))[..20];
        foreach (byte[] datagram in new[] { cut, Down.Frame(Down.Decision(1)), [.. Down.Frame(Down.Decision(2)), .. Down.Frame(Down.Decision(3))] })
            _ = sender.SendTo(datagram, source.Local);
        Assert.Equal([Down.Decision(1), Down.Decision(2), Down.Decision(3)], await ReadAsync(source, 3));
        Assert.Equal((1L, 21L), (_counters.BadFrames, _counters.BytesSkipped));
    }

    [Fact]
    public async Task Device_PtyWithEveryByteValue_PassesThemUnchangedAndEndsAtHangUp()
    {
        int master = PosixOpenPty(0x102);
        Assert.True(master >= 0 && GrantPty(master) == 0 && UnlockPty(master) == 0);
        string path = Marshal.PtrToStringUTF8(PtyName(master))!;
        var source = DownlinkSource.Open(path, 115_200, _counters);
        // A spectrum message holds CR, LF, XON, XOFF and interrupt characters, which a terminal in its usual mode would swallow.
        byte[] spectrum = Down.Bytes(output => Wire.SpectrumCodec.Write(output, 1, 1, 1, [.. Enumerable.Range(0, 1392).Select(i => (float)(i * 47 % 1392))]));
        byte[] frame = [.. Down.Frame(spectrum), .. Down.Frame(Down.Decision(1))];
        var writing = Task.Run(() =>
        {
            for (int sent = 0; sent < frame.Length;)
                sent += (int)PosixWrite(master, frame.AsSpan(sent), frame.Length - sent);
        }, TestContext.Current.CancellationToken);
        var found = await ReadAsync(source, 2);
        await writing;
        Assert.Equal([spectrum, Down.Decision(1)], found);
        _ = PosixClose(master);
    }

    [Fact]
    public async Task Device_HungUp_EndsTheSource()
    {
        int master = PosixOpenPty(0x102);
        Assert.True(master >= 0 && GrantPty(master) == 0 && UnlockPty(master) == 0);
        var source = DownlinkSource.Open(Marshal.PtrToStringUTF8(PtyName(master))!, null, _counters);
        _ = PosixClose(master);
        Assert.Empty(await ReadAsync(source, 1));
    }

    [Fact]
    public async Task Device_Stopped_EndsWithCancellation()
    {
        int master = PosixOpenPty(0x102);
        Assert.True(master >= 0 && GrantPty(master) == 0 && UnlockPty(master) == 0);
        using var source = DownlinkSource.Open(Marshal.PtrToStringUTF8(PtyName(master))!, null, _counters);
        var reading = ReadAsync(source, 1);
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        _ = PosixClose(master);
    }

    [Fact]
    public void Open_WhatIsNoSource_SaysWhatItIs()
    {
        Assert.Contains("is the daemon running?", Error(_folder["none"]), StringComparison.Ordinal);
        Assert.Contains("downlink decode", Error(_folder.Write("file", "x")), StringComparison.Ordinal);
        Assert.Contains("none of these", Error(Path.GetDirectoryName(_folder["x"])!), StringComparison.Ordinal);
        foreach (string bad in new[] { "udp://", "udp://127.0.0.1", "udp://127.0.0.1:", "udp://host:x", "udp://127.0.0.1:70000", "udp://:5" })
            Assert.Contains("such as udp://127.0.0.1:5600", Error(bad), StringComparison.Ordinal);
        Assert.Contains("choose an address of this machine", Error("udp://192.0.2.1:5600"), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_SocketThatNobodyServes_SaysSo()
    {
        using (var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
            listener.Bind(new UnixDomainSocketEndPoint(_folder["s"]));
        // The file may or may not outlive its socket; either way it is named.
        Assert.Contains(_folder["s"], Error(_folder["s"]), StringComparison.Ordinal);
    }

    string Error(string source) => Assert.Throws<DownlinkException>(() => DownlinkSource.Open(source, null, _counters)).Message;

    [LibraryImport("libc", EntryPoint = "posix_openpt")]
    private static partial int PosixOpenPty(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt")]
    private static partial int GrantPty(int descriptor);

    [LibraryImport("libc", EntryPoint = "unlockpt")]
    private static partial int UnlockPty(int descriptor);

    [LibraryImport("libc", EntryPoint = "ptsname")]
    private static partial nint PtyName(int descriptor);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint PosixWrite(int descriptor, ReadOnlySpan<byte> bytes, nint size);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int PosixClose(int descriptor);
}
