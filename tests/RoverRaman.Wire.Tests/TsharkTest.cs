using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace RoverRaman.Wire.Tests;

/// <summary>Wireshark's CCSDS dissector reads our packets as we wrote them.</summary>
public sealed class TsharkTest : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("rr").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public async Task SpacePackets_EveryFieldIsWhatTsharkReads()
    {
        var framer = new LinkFramer(LinkEnvelope.SpacePacket);
        byte[] frame = new byte[256];
        var hex = new StringBuilder();
        var expected = new List<string>();
        for (int i = 0; i < 20; i++)
        {
            var kind = (ProductKind)(i % 3);
            var segment = (SpacePacketSegment)(i % 4);
            int length = framer.Write(new byte[5 + i], kind, segment, 0, frame);
            var header = SpacePacketHeader.Read(frame);
            expected.Add(string.Create(CultureInfo.InvariantCulture, $"0\t0\t0\t{header.Apid}\t{(int)segment}\t{header.SequenceCount}\t{header.DataLength - 1}"));
            _ = hex.Append("0000");
            foreach (byte value in frame.AsSpan(0, length))
                _ = hex.Append(CultureInfo.InvariantCulture, $" {value:x2}");
            _ = hex.AppendLine();
        }
        string text = Path.Combine(_folder, "packets.txt"), capture = Path.Combine(_folder, "packets.pcap");
        await File.WriteAllTextAsync(text, hex.ToString(), TestContext.Current.CancellationToken);
        Assert.SkipWhen(await Run("text2pcap", "-q", "-l", "147", text, capture) is null, "text2pcap and tshark are not installed (Debian: tshark)");
        string? output = await Run("tshark", "-r", capture, "-o", "uat:user_dlts:\"User 0 (DLT=147)\",\"ccsds\",\"0\",\"\",\"0\",\"\"", "-T", "fields",
            "-e", "ccsds.version", "-e", "ccsds.type", "-e", "ccsds.secheader", "-e", "ccsds.apid", "-e", "ccsds.seqflag", "-e", "ccsds.seqnum", "-e", "ccsds.length");
        Assert.SkipWhen(output is null, "tshark is not installed (Debian: tshark)");
        string[] found = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Replace("False", "0", StringComparison.Ordinal).Replace("True", "1", StringComparison.Ordinal))];
        Assert.Equal(expected, found);
    }

    static async Task<string?> Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, await errors);
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
