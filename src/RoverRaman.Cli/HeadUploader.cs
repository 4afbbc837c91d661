using RoverRaman.Ground;
using RoverRaman.Wire;

namespace RoverRaman.Cli;

/// <summary>Sends what the daemon says is missing, until nothing is; then gives its judgement.</summary>
/// <param name="link">To the daemon.</param>
/// <param name="begin">The upload.</param>
/// <param name="content">All its bytes.</param>
/// <param name="progress">Takes lines for people.</param>
sealed class HeadUploader(DeviceLink link, UploadBegin begin, byte[] content, Action<string> progress)
{
    public CommandReply Run(CancellationToken cancellation)
    {
        var idle = 0;
        for (uint before = 0; ;)
        {
            cancellation.ThrowIfCancellationRequested();
            var answer = Ask();
            if (answer is CommandReply reply)
                return reply;
            var status = (UploadStatus)answer;
            if (status.State == UploadState.Complete)
                return new CommandReply(begin.CommandId, CommandResult.Done, "it was complete before; see 'roverraman head list'");
            if (status.State == UploadState.Damaged && idle > 0)
                throw new DownlinkException("Expected the robot to hold what was sent, found other bytes twice; check the link and the robot's disk.");
            idle = status.Received > before ? 0 : idle + 1;
            if (idle > link.Rounds)
                throw new DownlinkException($"Expected the robot to take chunks, found {status.Received} of {status.Total} after {link.Rounds} rounds; check the link.");
            progress($"upload {begin.UploadId}: {status.Received} of {status.Total} chunks are onboard");
            before = status.Received;
            foreach (var range in status.Missing)
                for (uint i = range.First; i < range.First + range.Count; i++)
                    SendChunk((ushort)i);
        }
    }

    object Ask() => link.Ask<object>("the state of the upload", output => UploadCodec.Write(output, begin), (kind, message) => kind switch
    {
        MessageKind.UploadStatus when UploadCodec.ReadStatus(message) is var status && status.UploadId == begin.UploadId => status,
        MessageKind.CommandReply when CommandCodec.ReadReply(message) is var reply && reply.CommandId == begin.CommandId => reply,
        MessageKind.CommandReply when CommandCodec.ReadReply(message) is { Result: CommandResult.UnknownCommand } reply => reply,
        _ => null,
    });

    void SendChunk(ushort index)
    {
        var first = index * begin.ChunkSize;
        var data = content.AsMemory(first, Math.Min(begin.ChunkSize, content.Length - first));
        link.Send(output => UploadCodec.WriteChunk(output, begin.UploadId, index, data.Span), UploadBegin.MaxChunkSize + UploadCodec.ChunkOverhead);
    }
}
