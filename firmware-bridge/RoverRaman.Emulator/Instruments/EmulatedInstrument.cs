namespace RoverRaman.Emulator;

/// <summary>
/// An instrument without a line: request bytes in, replies out. Each protocol is one class that parses what a host sends and answers as its
/// source says; light, order of play and faults are the same for all.
/// </summary>
/// <param name="detector">Its detector.</param>
/// <param name="player">What passes under its laser.</param>
/// <param name="baud">Rate at power-up, baud.</param>
public abstract class EmulatedInstrument(Detector detector, SpectrumPlayer player, int baud)
{
    readonly int[] _pixels = new int[detector.PixelCount];

    /// <summary>Rate in force, baud.</summary>
    public int Baud { get; protected set; } = baud;

    /// <summary>Whether every wanted spectrum was played.</summary>
    public virtual bool Finished => player.Finished;

    /// <summary>Spectra of samples played so far.</summary>
    public long Played => player.Played;

    /// <summary>Requests understood.</summary>
    public virtual long Requests { get; protected set; }

    /// <summary>Error numbers that a refusal can carry; empty where the protocol has no refusal.</summary>
    public abstract IReadOnlyList<int> Errors { get; }

    /// <summary>The detector.</summary>
    protected Detector Detector => detector;

    /// <summary>Takes bytes from the line; gives what the instrument does, one reply at a time, in order.</summary>
    public abstract IEnumerable<VirtualReply> Receive(ReadOnlyMemory<byte> bytes);

    /// <summary>Somebody opened the line: what the instrument says first, and forgets.</summary>
    public virtual IEnumerable<VirtualReply> Connect() => [];

    /// <summary>What the instrument says unasked, or null where it only answers.</summary>
    public virtual VirtualReply? Speak() => null;

    /// <summary>Undoes a change of the rate: one that half completed.</summary>
    public void KeepBaud(int old) => Baud = old;

    /// <summary>Takes a spectrum.</summary>
    /// <param name="time">Integration time of one scan.</param>
    /// <param name="lit">Whether the laser shines.</param>
    /// <param name="encode">The reply's bytes from the counts, which it may keep only for the call.</param>
    /// <param name="scans">How many scans one after the other; the last one is reported.</param>
    /// <returns>A hang-up when everything was played.</returns>
    protected VirtualReply Expose(TimeSpan time, bool lit, Func<int[], byte[]> encode, int scans = 1)
    {
        if (lit && player.Finished)
            return new VirtualReply([], TimeSpan.Zero, HangUp: true);
        var played = lit ? new PlayedSpectrum(player.Played, player.Next()) : null;
        detector.Expose(played?.Sample, time, _pixels);
        return new VirtualReply(encode(_pixels), time * scans, played) { Kind = lit ? ReplyKind.Spectrum : ReplyKind.Dark };
    }
}
