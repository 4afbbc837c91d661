using System.Buffers.Binary;
using System.CommandLine;
using System.Security.Cryptography;
using RoverRaman.Ground;
using RoverRaman.Wire;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head upload</c>: a signed head, delta or order to a daemon, in chunks, going on where it was left off.</summary>
static class HeadUploadVerb
{
    const int DefaultChunk = 1024, LargestFile = 64 << 20;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Signed head, delta or order (see 'head sign')." };
        var chunk = Flags.Integer("--chunk", $"Bytes of a chunk; default: {DefaultChunk} or what fits --mtu.", UploadBegin.MinChunkSize, UploadBegin.MaxChunkSize, 0);
        var number = Flags.Integer("--upload-id", "Number of the upload; default: of the file's hash, so that the same file goes on where it was left off.", 0, ushort.MaxValue, -1);
        var activate = new Option<bool>("--activate") { Description = "Put the head on trial at once." };
        var options = new HeadDeviceOptions();
        var command = options.AddTo(new Command("upload", "Send a signed head, delta or order to a robot's daemon; what was left off goes on where it was.\n\nExample: roverraman head upload brucite.rrhead --socket /run/roverraman/decisions.sock\nOver the product link: roverraman head upload brucite.rrhead --link udp://0.0.0.0:5006 --store mission.db --envelope ccsds\nBeside 'downlink follow ... --relay udp://127.0.0.1:5007': roverraman head upload brucite.rrhead --to udp://127.0.0.1:5007 --store mission.db --envelope ccsds") { file, chunk, number, activate });
        command.Does((parse, cancellation) => Run(parse, options, Read(parse.GetRequiredValue(file)), parse.GetValue(chunk), parse.GetValue(number), parse.GetValue(activate), cancellation));
        return command;
    }

    static byte[] Read(string path)
    {
        try
        {
            return new FileInfo(path) is { Length: > 0 and <= LargestFile } ? File.ReadAllBytes(path) : throw new DownlinkException($"Expected 1..{LargestFile} bytes in '{path}', found {new FileInfo(path).Length}.");
        }
        catch (Exception e) when (e is FileNotFoundException or UnauthorizedAccessException)
        {
            throw new DownlinkException($"Expected a signed head, delta or order at '{path}', found: {e.Message}", e);
        }
    }

    static int Run(ParseResult parse, HeadDeviceOptions options, byte[] content, int chunk, int number, bool activate, CancellationToken cancellation)
    {
        var hash = SHA256.HashData(content);
        using var link = options.Open(parse);
        var upload = (ushort)(number >= 0 ? number : BinaryPrimitives.ReadUInt16BigEndian(hash));
        var begin = new UploadBegin(link.NextCommand(), upload, (uint)content.Length, (ushort)ChunkOf(link, chunk), BinaryPrimitives.ReadUInt64BigEndian(hash));
        var reply = new HeadUploader(link, begin, content, text => parse.InvocationConfiguration.Error.WriteLine(text)).Run(cancellation);
        var code = options.Print(parse, reply);
        return code == 0 && activate ? Activate(parse, options, link, reply) : code;
    }

    static int ChunkOf(DeviceLink link, int asked)
    {
        var most = link.MaxMessage - UploadCodec.ChunkOverhead;
        return asked <= most
            ? asked > 0 ? asked : Math.Min(most, DefaultChunk)
            : throw new UsageException($"Expected --chunk of at most {most} for the frames of this link, found {asked}; or give a larger --mtu.");
    }

    // The reply names the head: "head version 8 (0123456789abcdef) is validated".
    static int Activate(ParseResult parse, HeadDeviceOptions options, DeviceLink link, CommandReply uploaded)
    {
        var at = uploaded.Text.IndexOf('(', StringComparison.Ordinal);
        if (at < 0)
            throw new DownlinkException($"Expected the reply to name a head to activate, found '{uploaded.Text}'. Nothing was activated: see 'roverraman head list', then 'roverraman head activate'.");
        var head = HeadDeviceOptions.Find(link, uploaded.Text.Substring(at + 1, 16));
        var id = link.NextCommand();
        return options.Print(parse, link.Ask(id, output => HeadCommandCodec.Write(output, new ActivateHead(id, head, 0, false))));
    }
}
