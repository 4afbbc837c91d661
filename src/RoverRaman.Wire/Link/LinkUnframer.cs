namespace RoverRaman.Wire;

/// <summary>Takes units out of a link's envelopes, from datagrams or from a stream. What is damaged is counted, never delivered.</summary>
public sealed class LinkUnframer
{
    static readonly byte[] CobsEnd = [0];

    readonly LinkEnvelope _envelope;
    readonly CobsFrameReader? _cobs;
    readonly SpacePacketReader? _packets;

    /// <summary>For one direction of a link.</summary>
    public LinkUnframer(LinkEnvelope envelope, ushort apid = LinkFramer.DefaultApid)
    {
        _envelope = envelope;
        _cobs = envelope == LinkEnvelope.Cobs ? new CobsFrameReader() : null;
        _packets = envelope is LinkEnvelope.SpacePacket or LinkEnvelope.Pus ? new SpacePacketReader(apid) : null;
    }

    /// <summary>Stretches that were no good frame.</summary>
    public long BadFrames => (_cobs?.BadFrames ?? 0) + (_packets?.BadPackets ?? 0) + _badHeaders;

    /// <summary>Bytes of these.</summary>
    public long BytesSkipped => (_cobs?.BytesSkipped ?? 0) + (_packets?.BytesSkipped ?? 0);

    long _badHeaders;

    /// <summary>All units of one datagram; a frame does not cross into the next.</summary>
    public void ReadDatagram(ReadOnlySpan<byte> datagram, Action<ReadOnlyMemory<byte>> unit)
    {
        Read(datagram, unit);
        if (_cobs is not null)
            Read(CobsEnd, unit);
        else
            while (_packets is not null && _packets.Cut())
                Read([], unit);
    }

    /// <summary>All units that the next bytes of a stream complete.</summary>
    public void Read(ReadOnlySpan<byte> bytes, Action<ReadOnlyMemory<byte>> unit)
    {
        if (_envelope == LinkEnvelope.None)
        {
            if (!bytes.IsEmpty)
                unit(bytes.ToArray());
        }
        else if (_cobs is not null)
            while (_cobs.TryRead(ref bytes, out var payload))
                unit(payload);
        else
            while (_packets!.TryRead(ref bytes, out var header, out var data))
                if (Content(header, data) is { } content)
                    unit(content);
    }

    ReadOnlyMemory<byte>? Content(SpacePacketHeader header, ReadOnlyMemory<byte> data)
    {
        if (!header.HasSecondaryHeader)
            return data;
        try
        {
            _ = PusHeader.Read(data.Span, header.IsCommand);
            return data[(header.IsCommand ? PusHeader.CommandSize : PusHeader.TelemetrySize)..];
        }
        catch (WireFormatException)
        {
            _badHeaders++;
            return null;
        }
    }
}
