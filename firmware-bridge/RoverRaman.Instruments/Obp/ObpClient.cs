using RoverRaman.Instruments.Transports;

namespace RoverRaman.Instruments.Obp;

/// <summary>
/// Asks an OBP instrument and waits for the answer to that very question (joined by the regarding number, so that a late answer
/// to an earlier one is counted, not believed). One question at a time; nothing is allocated for one.
/// </summary>
public sealed class ObpClient : IDisposable
{
    const int BitsPerByte = 10;
    static readonly TimeSpan DamagedSilence = TimeSpan.FromMilliseconds(200);
    readonly IByteTransport _transport;
    readonly ObpClientOptions _options;
    readonly ObpFrameReader _reader;
    readonly byte[] _request = new byte[ObpMessage.MinimumLength];
    uint _regarding;
    bool _mayBeUnknown;
    ObpChecksum _replyChecksum;
    long _stray, _timeouts, _retries, _deviceErrors;

    /// <summary>Takes over the transport.</summary>
    public ObpClient(IByteTransport transport, ObpClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(transport);
        _transport = transport;
        _options = options ?? new ObpClientOptions();
        _reader = new ObpFrameReader(_options.MaximumPayload);
    }

    /// <summary>The transport.</summary>
    public IByteTransport Transport => _transport;

    /// <summary>Whether the last answer carried a checksum.</summary>
    public bool HasCheckedReplies => _replyChecksum != ObpChecksum.None;

    /// <summary>
    /// Asks for the wanted checksum (<see cref="ObpClientOptions.Checksum"/>) in every reply. The layout of the command is not documented (u8 is
    /// assumed), so an instrument that refuses it or does not answer is used as it is; the next answer tells.
    /// </summary>
    public void AskForChecksum(CancellationToken cancellation)
    {
        if (_options.Checksum == ObpChecksum.None)
            return;
        try
        {
            Send(ObpMessageType.SetChecksumType, ObpFlags.AckRequested, [(byte)_options.Checksum], cancellation);
            _ = Receive(ObpMessageType.SetChecksumType, [], TimeSpan.Zero, cancellation);
        }
        catch (Exception refused) when (refused is InstrumentException or TimeoutException)
        {
            // Counted as an error or a time-out of the instrument.
        }
    }

    /// <summary>Counters since construction.</summary>
    public LinkCounters Counters => new(_reader.Frames, _reader.BytesSkipped, _reader.BadFrames, _stray, _timeouts, _retries, _deviceErrors);

    /// <summary>Asks for a value; asks again when no answer comes. Returns the length of the answer.</summary>
    /// <param name="type">Question.</param>
    /// <param name="data">Its data, at most 16 bytes.</param>
    /// <param name="reply">Room for the answer; it must fit.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="InstrumentException">The instrument answered with an error, or with more than fits.</exception>
    /// <exception cref="TimeoutException">No answer, also not to the last retry.</exception>
    public int Query(ObpMessageType type, ReadOnlySpan<byte> data, Span<byte> reply, CancellationToken cancellation) =>
        AskAgain(type, ObpFlags.None, data, reply, cancellation);

    /// <summary>
    /// Asks for a value that this instrument may not have. Returns the length of the answer, or null where it does not know the question
    /// or the thing; that is an answer, not an error, and is not counted as one.
    /// </summary>
    public int? TryQuery(ObpMessageType type, ReadOnlySpan<byte> data, Span<byte> reply, CancellationToken cancellation)
    {
        _mayBeUnknown = true;
        try
        {
            return Query(type, data, reply, cancellation);
        }
        catch (InstrumentException refused) when (IsUnknown(refused.Code))
        {
            return null;
        }
        finally
        {
            _mayBeUnknown = false;
        }
    }

    /// <summary>
    /// Whether anybody answers, if only with an error. After silence it is not asked again; where something came that was no whole answer it is,
    /// as often as the options allow.
    /// </summary>
    public bool IsAnswered(ObpMessageType type, CancellationToken cancellation)
    {
        Span<byte> reply = stackalloc byte[ObpMessage.ImmediateCapacity];
        for (var attempt = 0; ; attempt++)
        {
            var heardBefore = _reader.BytesSkipped + _reader.Frames;
            try
            {
                _ = QueryOnce(type, [], reply, TimeSpan.Zero, cancellation);
                return true;
            }
            catch (InstrumentException)
            {
                // It does not know the question, but it is there.
                return true;
            }
            catch (TimeoutException)
            {
                if (attempt == _options.Retries || _reader.BytesSkipped + _reader.Frames == heardBefore)
                    return false;
                _retries++;
            }
        }
    }

    /// <summary>Sets a value and waits for the instrument's ACK; sets it again when none comes (setting twice does no harm).</summary>
    /// <exception cref="InstrumentException">The instrument refused.</exception>
    /// <exception cref="TimeoutException">No ACK, also not to the last retry.</exception>
    public void Command(ObpMessageType type, ReadOnlySpan<byte> data, CancellationToken cancellation) =>
        AskAgain(type, ObpFlags.AckRequested, data, [], cancellation);

    /// <summary>Sends a command and waits for nothing.</summary>
    public void Tell(ObpMessageType type, ReadOnlySpan<byte> data, CancellationToken cancellation) => Send(type, ObpFlags.None, data, cancellation);

    /// <summary>Asks once, for an answer that takes the instrument <paramref name="work"/> to make. Returns the length of the answer.</summary>
    public int QueryOnce(ObpMessageType type, ReadOnlySpan<byte> data, Span<byte> reply, TimeSpan work, CancellationToken cancellation)
    {
        Send(type, ObpFlags.None, data, cancellation);
        return Receive(type, reply, work, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    int AskAgain(ObpMessageType type, ObpFlags flags, ReadOnlySpan<byte> data, Span<byte> reply, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            Send(type, flags, data, cancellation);
            try
            {
                return Receive(type, reply, TimeSpan.Zero, cancellation);
            }
            catch (TimeoutException) when (attempt < _options.Retries)
            {
                _retries++;
            }
        }
    }

    void Send(ObpMessageType type, ObpFlags flags, ReadOnlySpan<byte> data, CancellationToken cancellation)
    {
        var message = new ObpMessage { Version = _options.Version, Type = type, Flags = flags, Regarding = ++_regarding, Checksum = _options.Checksum, Data = data };
        var length = message.Encode(_request);
        _transport.Write(_request.AsSpan(0, length), WireTime(length) + _options.Margin, cancellation);
    }

    int Receive(ObpMessageType type, Span<byte> reply, TimeSpan work, CancellationToken cancellation)
    {
        var patience = work + WireTime(2 * ObpMessage.MinimumLength + reply.Length) + _options.Margin;
        var (deadline, due) = (Deadline.After(patience), Deadline.After(work));
        var skippedBefore = _reader.BytesSkipped;
        for (var over = false; ;)
        {
            while (_reader.TryRead(out var message))
                if (Accept(message, type, reply) is { } length)
                    return length;

            var count = 0;
            if (!over)
            {
                // What has come by the deadline is read once more without waiting: this thread may be late, not the instrument.
                var isDamaged = due.Passed && IsDamaged(skippedBefore);
                over = deadline.Passed;
                count = _transport.Read(_reader.FreeSpace, isDamaged && deadline.Left > DamagedSilence ? DamagedSilence : deadline.Left, cancellation);
                over |= isDamaged && count == 0;
                _reader.Commit(count);
            }
            // A damaged header can have swallowed the answer; look behind it before giving up.
            if (count == 0 && !_reader.GiveUpCandidate())
                throw TimedOut(type, patience);
        }
    }

    // An answer's worth of bytes came and is no answer, or not yet. A serial line that then falls silent has nothing more to bring; a network may.
    bool IsDamaged(long skippedBefore) =>
        _transport is ISerialLine && _reader.BytesSkipped - skippedBefore + _reader.Pending >= ObpMessage.MinimumLength;

    // The length of the answer, or null for a message that does not answer this question (yet).
    int? Accept(in ObpMessage message, ObpMessageType type, Span<byte> reply)
    {
        if (message.Regarding != _regarding || message.Type != type || (message.Flags & ObpFlags.Response) == 0)
        {
            _stray++;
            return null;
        }
        if (message.Error == ObpError.Deferred)
            return null;
        if (message.Error != ObpError.None || (message.Flags & (ObpFlags.Nack | ObpFlags.HardwareError)) != 0)
            throw Refused(message);
        if (message.Data.Length > reply.Length)
            throw new InstrumentException($"{_transport.Name}: expected at most {reply.Length} bytes as the answer to {type}, found {message.Data.Length}. Is it another model?");
        _replyChecksum = message.Checksum;
        message.Data.CopyTo(reply);
        return message.Data.Length;
    }

    InstrumentException Refused(in ObpMessage message)
    {
        var code = (int)message.Error;
        if (!_mayBeUnknown || !IsUnknown(code))
            _deviceErrors++;
        return new InstrumentException($"{_transport.Name}: {message.Type} was answered with error {code}: {ObpErrorText.Describe(message.Error)}.") { Code = code };
    }

    static bool IsUnknown(int? code) => code is (int)ObpError.UnknownMessageType or (int)ObpError.DoesNotExist;

    TimeoutException TimedOut(ObpMessageType type, TimeSpan patience)
    {
        _timeouts++;
        return new TimeoutException($"{_transport.Name}: no whole answer to {type} in {patience.TotalMilliseconds:0} ms. Is the instrument on, and is the baud rate right?");
    }

    TimeSpan WireTime(int bytes) =>
        _transport is ISerialLine line ? TimeSpan.FromSeconds((double)bytes * BitsPerByte / line.Baud) : TimeSpan.Zero;
}
