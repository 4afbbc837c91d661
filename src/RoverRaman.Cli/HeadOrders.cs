using System.CommandLine;
using RoverRaman.Heads;

namespace RoverRaman.Cli;

/// <summary>Writes what goes up and says how large it is.</summary>
static class HeadOrders
{
    public static int Write(ParseResult parse, bool asJson, string path, SignedEnvelope envelope)
    {
        byte[] bytes = envelope.ToBytes();
        HeadFiles.Write(path, bytes);
        var json = HeadFiles.Describe(path, envelope, bytes.Length);
        json["bytes_signed"] = envelope.SignedBytes().Length;
        json["sha256"] = HeadPackage.Sha256(bytes);
        HeadReport.Print(parse, asJson, json);
        return 0;
    }
}
