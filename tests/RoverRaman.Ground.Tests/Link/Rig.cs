using RoverRaman.Onboard;
using RoverRaman.Onboard.Tests;
using RoverRaman.Triage;
using RoverRaman.Wire;

namespace RoverRaman.Ground.Tests;

/// <summary>A robot, a bad link both ways and a ground station, in simulated time.</summary>
sealed class Rig : IDisposable
{
    readonly byte[] _frame = new byte[LinkFramer.MaxFrame];
    readonly LinkSessionOptions _options;
    readonly int _storeBytes;
    readonly LossyChannel _down;
    readonly LossyChannel _up;
    readonly LinkFramer _uplink;

    public Rig(LinkSessionOptions options, string archive, double loss = 0, double duplicate = 0, bool reorder = false, long delay = 0, int seed = 1, int storeBytes = 4 << 20)
    {
        _storeBytes = storeBytes;
        _options = options.IsBitLink ? options with { Envelope = LinkEnvelope.None } : options;
        (_down, _up) = (new(seed, loss, duplicate, reorder, delay), new(seed + 1, loss, duplicate, reorder, delay));
        _uplink = new LinkFramer(_options.Envelope, options.Apid, isCommand: true);
        Archive = new ProductArchive(archive);
        Receiver = new LinkReceiver(Archive, _options.Envelope, options.Apid) { OnProduct = product => Delivered.Add(product.Key) };
        (Store, Session) = Start();
    }

    public SimulatedDisk Disk { get; } = new();
    public ProductStore Store { get; private set; }
    public LinkSession Session { get; private set; }
    public ProductArchive Archive { get; }
    public LinkReceiver Receiver { get; }
    public List<ProductKey> Delivered { get; } = [];
    public long Now { get; private set; }

    /// <summary>Products of which a frame left after the robot had taken their acknowledgement; there must be none.</summary>
    public List<ProductKey> SentAfterTheEnd { get; } = [];

    public void Dispose()
    {
        Store.Dispose();
        Archive.Dispose();
    }

    public void Restart(PowerLoss loss)
    {
        Disk.Restart(loss);
        (Store, Session) = Start();
    }

    /// <summary>Runs until nothing is held, or the time is over.</summary>
    public void Run(long milliseconds, long step = 100, long reportEvery = 1000)
    {
        var end = Now + milliseconds;
        for (; Now < end && (Store.Held.Count > 0 || !_down.IsEmpty || !_up.IsEmpty); Now += step)
        {
            for (var sent = 0; sent < 200 && Session.Next(Now, _frame) is > 0 and var length; sent++)
            {
                CheckHeld(_frame.AsSpan(0, length));
                _down.Send(_frame.AsSpan(0, length), Now);
            }
            while (_down.TryReceive(Now, out var frame))
                Take(frame);
            if (Now % reportEvery == 0 && Receiver.Report() is { } report)
                Send(Bytes(output => LinkReportCodec.Write(output, report)));
            while (_up.TryReceive(Now, out var frame))
                Session.Receive(frame, isDatagram: true, Now);
        }
    }

    public void Command(LinkCommand command) => Send(Bytes(output => LinkCommandCodec.Write(output, command)));

    static byte[] Bytes(Action<System.Buffers.ArrayBufferWriter<byte>> write)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        write(output);
        return output.WrittenSpan.ToArray();
    }

    // Each frame is of a product that is still held: one whose acknowledgement came is not.
    void CheckHeld(ReadOnlySpan<byte> frame)
    {
        if (_options.IsBitLink)
            return; // a word does not say whose it is
        new LinkUnframer(_options.Envelope, _options.Apid).ReadDatagram(frame, unit =>
        {
            var key = unit.Span[0] == LinkFragment.Tag ? LinkFragment.Read(unit.Span, out _).Key : ProductUnit.KeyOf(unit)!.Value;
            if (Store.Find(key) is null)
                SentAfterTheEnd.Add(key);
        });
    }

    void Take(byte[] frame)
    {
        if (_options.IsBitLink)
            Receiver.ReadWord((ushort)(frame[0] << 8 | frame[1]), Now);
        else
            Receiver.ReadDatagram(frame, Now);
    }

    void Send(ReadOnlySpan<byte> unit)
    {
        var length = _uplink.Write(unit, ProductKind.Message, SpacePacketSegment.Unsegmented, Now, _frame);
        _up.Send(_frame.AsSpan(0, length), Now);
    }

    (ProductStore, LinkSession) Start()
    {
        var store = new ProductStore(Disk, new ProductStoreOptions { Path = "/d/downlink.rrj", MaximumBytes = _storeBytes });
        return (store, new LinkSession(_options, store, new Prioritiser(new PrioritiserOptions())));
    }
}
