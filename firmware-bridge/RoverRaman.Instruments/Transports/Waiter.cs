using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RoverRaman.Instruments.Transports;

/// <summary>
/// Waits on one descriptor with poll(2), and can be woken by a cancellation or by <see cref="Wake"/> through an eventfd in the
/// same poll set. One thread waits at a time; waiting allocates nothing once the token's registration has been used.
/// </summary>
sealed unsafe class Waiter : IDisposable
{
    readonly SafeFileHandle _event;
    volatile bool _closed;

    public Waiter()
    {
        var descriptor = LibC.EventFd(0, LibC.EventFdCloseOnExec | LibC.EventFdNonBlocking);
        if (descriptor < 0)
            throw new TransportLostException($"Expected an eventfd from the kernel, got: {LibC.Describe(Marshal.GetLastPInvokeError())}. Too many open files?");
        _event = new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Waits for <paramref name="events"/>; returns what poll reported, or 0 when the deadline has passed.</summary>
    /// <param name="descriptor">What to wait on, or null to wait for the deadline alone.</param>
    /// <param name="events">POLLIN or POLLOUT.</param>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellation">Ends the wait with an exception.</param>
    public short Wait(SafeFileHandle? descriptor, short events, Deadline deadline, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var registration = cancellation.UnsafeRegister(static waiter => ((Waiter)waiter!).Wake(), this);
        return Poll(descriptor, events, deadline, cancellation);
    }

    /// <summary>Makes the waiting thread look again whether it was cancelled or closed.</summary>
    public void Wake()
    {
        ulong one = 1;
        _ = LibC.Write(_event, (byte*)&one, sizeof(ulong));
    }

    public void Dispose()
    {
        if (_closed)
            return;
        _closed = true;
        Wake();
        _event.Dispose();
    }

    short Poll(SafeFileHandle? descriptor, short events, Deadline deadline, CancellationToken cancellation)
    {
        bool eventHeld = false, descriptorHeld = false;
        var set = stackalloc LibC.PollDescriptor[2];
        try
        {
            _event.DangerousAddRef(ref eventHeld);
            descriptor?.DangerousAddRef(ref descriptorHeld);
            set[0] = new() { Descriptor = (int)_event.DangerousGetHandle(), Events = LibC.PollIn };
            // poll(2) ignores a negative descriptor.
            set[1] = new() { Descriptor = descriptor is null ? -1 : (int)descriptor.DangerousGetHandle(), Events = events };
            return PollUntil(set, deadline, cancellation);
        }
        finally
        {
            if (descriptorHeld)
                descriptor!.DangerousRelease();
            if (eventHeld)
                _event.DangerousRelease();
        }
    }

    short PollUntil(LibC.PollDescriptor* set, Deadline deadline, CancellationToken cancellation)
    {
        while (true)
        {
            var ready = LibC.Poll(set, 2, deadline.Milliseconds);
            var error = ready < 0 ? Marshal.GetLastPInvokeError() : 0;
            // A wake-up may also be left from a cancellation that came when the wait was over; then it is only taken away.
            if (ready > 0 && set[0].Returned != 0)
                Drain();
            cancellation.ThrowIfCancellationRequested();
            ObjectDisposedException.ThrowIf(_closed, this);
            if (ready > 0 && set[1].Returned != 0)
                return set[1].Returned;
            if (error != 0 && error != LibC.Interrupted)
                throw new TransportLostException($"Expected to wait on the line, poll failed: {LibC.Describe(error)}.");
            if (deadline.Passed)
                return 0;
        }
    }

    void Drain()
    {
        ulong count;
        _ = LibC.Read(_event, (byte*)&count, sizeof(ulong));
    }
}
