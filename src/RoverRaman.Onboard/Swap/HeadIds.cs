using System.Globalization;
using RoverRaman.Heads;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>Ids and reasons in their forms.</summary>
static class HeadIds
{
    /// <summary>First eight bytes of a hash in hex: what commands carry.</summary>
    public static ulong Prefix(string id) => ulong.Parse(id.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>A hash in hex, lower case.</summary>
    public static string Hex(ReadOnlyMemory<byte> id) => Convert.ToHexStringLower(id.Span);

    /// <summary>Name of a reason, of whichever list.</summary>
    public static string Text(HeadReason reason) => reason is > HeadReason.None and < HeadReason.TooManyUploads ? ((HeadRefusal)reason).ToString() : reason.ToString();
}
