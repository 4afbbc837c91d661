using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RoverRaman.Instruments.Transports;

/// <summary>
/// The instrument's end of a pseudo-terminal: emulators and tests speak here, and a driver opens <see cref="TerminalPath"/> like
/// any serial line. It behaves as a UART does: it outlives the driver's open and close, and what it says while nobody has the
/// line open is gone. Disposing it hangs the driver's end up, as unplugging does.
/// </summary>
public sealed unsafe class PtyMaster : IByteTransport
{
    static readonly TimeSpan PeerPoll = TimeSpan.FromMilliseconds(5);
    readonly PolledDescriptor _master;
    readonly string? _link;

    PtyMaster(PolledDescriptor master, string terminalPath, string? link)
    {
        _master = master;
        TerminalPath = terminalPath;
        _link = link;
    }

    /// <inheritdoc/>
    public string Name => _link ?? TerminalPath;

    /// <summary>The tty to open, /dev/pts/N.</summary>
    public string TerminalPath { get; }

    /// <summary>Bytes said while nobody had the line open.</summary>
    public long BytesUnheard { get; private set; }

    /// <summary>Rate that the driver's end is set to, baud; what it last set while it is closed.</summary>
    public int PeerBaud => Termios2.Read(_master.Handle, out var settings) == 0 ? (int)settings.OutputSpeed : 0;

    /// <summary>Makes a pty, raw from the start so that nothing is echoed.</summary>
    /// <param name="link">A symbolic link to make to it, or null. A link that is already there is replaced; any other file is not.</param>
    /// <exception cref="IOException">The kernel gives none, or the link cannot be made.</exception>
    public static PtyMaster Create(string? link = null)
    {
        var descriptor = LibC.OpenPty(LibC.OpenReadWrite | LibC.OpenNoControllingTty | LibC.OpenNonBlocking | LibC.OpenCloseOnExec);
        if (descriptor < 0)
            throw new IOException($"Expected a pseudo-terminal from the kernel, got: {LibC.Describe(Marshal.GetLastPInvokeError())}.");
        var master = new PolledDescriptor(new SafeFileHandle(descriptor, ownsHandle: true));
        try
        {
            if (LibC.GrantPty(master.Handle) < 0 || LibC.UnlockPty(master.Handle) < 0)
                throw new IOException($"Expected to unlock a pseudo-terminal, got: {LibC.Describe(Marshal.GetLastPInvokeError())}.");
            _ = Termios2.Raw(9600).Apply(master.Handle);
            var path = ReadName(master.Handle);
            if (link is not null)
                MakeLink(link, path);
            return new PtyMaster(master, path, link);
        }
        catch
        {
            master.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan timeout, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var deadline = Deadline.After(timeout);
        while (true)
        {
            var count = _master.Read(buffer);
            if (count > 0)
                return count;
            if (deadline.Passed)
                return 0;
            // EIO: the other end is closed. poll would return at once for ever, so look again after a pause.
            if (count is -LibC.InputOutputError or 0)
                _master.Pause(Shorter(deadline), cancellation);
            else if (count is -LibC.TryAgain or -LibC.Interrupted)
                _master.WaitReadable(deadline, cancellation);
            else
                throw new TransportLostException($"The pseudo-terminal {Name} failed: {LibC.Describe(-count)}.");
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes, TimeSpan timeout, CancellationToken cancellation)
    {
        var deadline = Deadline.After(timeout);
        for (var sent = 0; sent < bytes.Length;)
        {
            var events = _master.WaitWritable(deadline, cancellation);
            if (events == 0)
                throw new TimeoutException($"{Name} took {sent} of {bytes.Length} bytes in {timeout.TotalMilliseconds:0} ms: its user does not read.");
            if ((events & LibC.PollHangUp) != 0)
            {
                BytesUnheard += bytes.Length - sent;
                return;
            }
            var count = _master.Write(bytes[sent..]);
            if (count > 0)
                sent += count;
            else if (count is not (0 or -LibC.TryAgain or -LibC.Interrupted))
                throw new TransportLostException($"The pseudo-terminal {Name} failed: {LibC.Describe(-count)}.");
        }
    }

    /// <summary>Whether a driver has the line open now. True also before the first driver came.</summary>
    public bool PeerPresent => (_master.WaitWritable(Deadline.After(TimeSpan.Zero), CancellationToken.None) & LibC.PollHangUp) == 0;

    /// <inheritdoc/>
    public int DiscardInput() => _master.Discard();

    /// <summary>Removes the link, if it still leads here, and closes: the driver's end hangs up.</summary>
    public void Dispose()
    {
        if (_link is not null && File.ResolveLinkTarget(_link, returnFinalTarget: false)?.FullName == TerminalPath)
            File.Delete(_link);
        _master.Dispose();
    }

    static Deadline Shorter(Deadline deadline) =>
        Deadline.After(deadline.Left >= TimeSpan.Zero && deadline.Left < PeerPoll ? deadline.Left : PeerPoll);

    static string ReadName(SafeFileHandle master)
    {
        var name = stackalloc byte[128];
        var error = LibC.PtyName(master, name, 128);
        return error == 0
            ? Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name))
            : throw new IOException($"Expected the name of a pseudo-terminal, got: {LibC.Describe(error)}.");
    }

    static void MakeLink(string link, string target)
    {
        var old = new FileInfo(link);
        if (old.LinkTarget is not null)
            old.Delete();
        else if (Path.Exists(link))
            throw new IOException($"Expected {link} to be free for a link to the pseudo-terminal, found a file or folder there. Choose another path.");
        _ = File.CreateSymbolicLink(link, target);
    }
}
