using RoverRaman.Instruments.Transports;

namespace RoverRaman.Instruments;

/// <summary>
/// Questions and answers over a protocol that has no number to join them: exact counts, deadlines, and after anything that went wrong a wait
/// until the line is silent, so that a late answer is never taken for the next one. One thread; nothing is allocated for a question.
/// </summary>
/// <param name="transport">The line; this object takes it over.</param>
/// <param name="options">Margin and silence.</param>
public sealed class InstrumentLink(IByteTransport transport, SpectrometerOptions options) : IDisposable
{
    const int BitsPerByte = 10;

    // A free-running instrument is never silent.
    static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(2);
    long _skipped, _timeouts, _retries, _deviceErrors, _answers, _badFrames;
    bool _unsure;
    Deadline _busy;

    /// <summary>The line.</summary>
    public IByteTransport Transport => transport;

    /// <summary>Counters, joined with those of the spectrum reader.</summary>
    public LinkCounters Count(SpectrumReader reader) =>
        new(_answers + reader.Frames, _skipped + reader.BytesSkipped, _badFrames + reader.BadFrames, 0, _timeouts, _retries, _deviceErrors);

    /// <summary>Takes over the counters of a reader that is replaced.</summary>
    public void Keep(SpectrumReader reader)
    {
        _answers += reader.Frames;
        _skipped += reader.BytesSkipped;
        _badFrames += reader.BadFrames;
    }

    /// <summary>Throws away what lies on the line, and counts it.</summary>
    public void DiscardInput() => _skipped += transport.DiscardInput();

    /// <summary>The next question waits until the line is silent.</summary>
    public void MarkUnsure() => _unsure = true;

    /// <summary>Sends a question. What still lies on the line belongs to an earlier one: it is thrown away and counted.</summary>
    public void Send(ReadOnlySpan<byte> question, CancellationToken cancellation)
    {
        if (_unsure)
            WaitForSilence(cancellation);
        _skipped += transport.DiscardInput();
        _unsure = true; // until the answer is whole
        transport.Write(question, WireTime(question.Length) + options.Margin, cancellation);
    }

    /// <summary>Sends bytes that have no answer.</summary>
    public void Tell(ReadOnlySpan<byte> bytes, CancellationToken cancellation)
    {
        Send(bytes, cancellation);
        _unsure = false;
    }

    /// <summary>Reads exactly as many bytes as there is room for.</summary>
    /// <exception cref="TimeoutException">They did not all come in time.</exception>
    public void ReadExactly(Span<byte> answer, TimeSpan work, CancellationToken cancellation)
    {
        var deadline = Deadline.After(Patience(answer.Length, work));
        for (var got = 0; got < answer.Length;)
        {
            var count = transport.Read(answer[got..], deadline.Left, cancellation); // past the deadline: what is there, without waiting
            if (count == 0)
                throw TimedOut($"{answer.Length} bytes, {got} came", Patience(answer.Length, work));
            got += count;
        }
        _answers++;
        _unsure = false;
    }

    /// <summary>Reads to an end mark; returns the length of the line without it.</summary>
    /// <param name="line">Room for the line and its end.</param>
    /// <param name="end">Last byte of a line.</param>
    /// <param name="work">Time that the instrument needs.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="TimeoutException">The end did not come in time.</exception>
    /// <exception cref="InstrumentException">The line is longer than there is room.</exception>
    public int ReadLine(Span<byte> line, byte end, TimeSpan work, CancellationToken cancellation)
    {
        var deadline = Deadline.After(Patience(line.Length, work));
        for (var got = 0; got < line.Length; got++)
        {
            if (transport.Read(line.Slice(got, 1), deadline.Left, cancellation) == 0) // past the deadline: what is there, without waiting
                throw TimedOut($"a line, {got} bytes came", Patience(line.Length, work));
            if (line[got] != end)
                continue;
            _answers++;
            _unsure = false;
            return got;
        }
        throw new InstrumentException($"{transport.Name}: expected a line of at most {line.Length} bytes, found a longer one. Is it another instrument, or another baud rate?");
    }

    /// <summary>Reads until the reader has a whole spectrum.</summary>
    /// <exception cref="TimeoutException">None came whole in time.</exception>
    public void ReadSpectrum(SpectrumReader reader, TimeSpan work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var patience = Patience(reader.LongestFrame, work);
        Expect(work);
        var deadline = Deadline.After(patience);
        for (var late = false; !reader.TryRead();)
        {
            // What has come by the deadline is read once more without waiting: this thread may be late, not the instrument.
            var wasLate = late;
            late = deadline.Passed;
            var count = wasLate ? 0 : transport.Read(reader.FreeSpace, deadline.Left, cancellation);
            reader.Commit(count);
            // A damaged start can have swallowed the spectrum; look behind it before giving up.
            if (count == 0 && !reader.GiveUpCandidate())
                throw TimedOut("a spectrum", patience);
        }
        _unsure = false;
    }

    /// <summary>The instrument works for so long; until then its silence means nothing.</summary>
    public void Expect(TimeSpan work) => _busy = Deadline.After(work);

    /// <summary>Counts a refusal and makes its exception.</summary>
    public InstrumentException Refused(string what, int? code = null)
    {
        _deviceErrors++;
        return new InstrumentException($"{transport.Name}: {what}") { Code = code };
    }

    /// <summary>Counts a question that is asked again.</summary>
    public void Retry() => _retries++;

    /// <summary>Time that bytes take on the wire, 10 bits each; zero where the rate is not known.</summary>
    public TimeSpan WireTime(int bytes) =>
        transport is ISerialLine line ? TimeSpan.FromSeconds((double)bytes * BitsPerByte / line.Baud) : TimeSpan.Zero;

    /// <inheritdoc/>
    public void Dispose() => transport.Dispose();

    TimeSpan Patience(int bytes, TimeSpan work) => work + WireTime(bytes) + options.Margin;

    void WaitForSilence(CancellationToken cancellation)
    {
        Span<byte> scratch = stackalloc byte[512];
        // An instrument that still exposes is silent too, and its spectrum would be taken for the next answer.
        var limit = Deadline.After(_busy.Left + LongestDrain);
        while (!limit.Passed && transport.Read(scratch, _busy.Left + options.Quiet, cancellation) is var count && count > 0)
            _skipped += count;
    }

    TimeoutException TimedOut(string what, TimeSpan patience)
    {
        _timeouts++;
        return new TimeoutException($"{transport.Name}: expected {what} in {patience.TotalMilliseconds:0} ms. Is the instrument on, and is the baud rate right?");
    }
}
