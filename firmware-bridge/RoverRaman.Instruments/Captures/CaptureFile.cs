using System.Buffers.Binary;
using System.Text;

namespace RoverRaman.Instruments.Captures;

/// <summary>
/// A recorded line. Least significant byte first:
/// <code>
/// "RRCAP 1 " name LF          name of the protocol
/// then, any number of times:
///   1  direction: 0 host to instrument, 1 instrument to host
///   8  microseconds since the beginning
///   4  length n, at most 1 MiB
///   n  bytes
/// </code>
/// A file whose end was torn off is good up to its last whole record.
/// </summary>
public static class CaptureFile
{
    const string Mark = "RRCAP 1 ";
    const int HeaderLength = 13, LongestName = 64, LongestRecord = 1 << 20;

    /// <summary>Begins a file.</summary>
    public static void WriteStart(Stream file, string protocol) => file.Write(Encoding.ASCII.GetBytes($"{Mark}{protocol}\n"));

    /// <summary>Adds bytes.</summary>
    public static void Write(Stream file, bool fromInstrument, TimeSpan time, ReadOnlySpan<byte> bytes)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        header[0] = fromInstrument ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64LittleEndian(header[1..], (long)time.TotalMicroseconds);
        BinaryPrimitives.WriteInt32LittleEndian(header[9..], bytes.Length);
        file.Write(header);
        file.Write(bytes);
    }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="InstrumentException">It is no capture, or damaged before its end.</exception>
    public static (string Protocol, IReadOnlyList<CaptureRecord> Records) Read(string path)
    {
        using var file = new BufferedStream(File.OpenRead(path));
        var protocol = ReadStart(path, file);
        var records = new List<CaptureRecord>();
        var header = new byte[HeaderLength];
        while (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) == HeaderLength)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(9));
            var microseconds = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(1));
            if (header[0] > 1 || length is < 0 or > LongestRecord || microseconds is < 0 or > (long)1e15)
                throw new InstrumentException($"{path}: record {records.Count}: expected a direction of 0 or 1 and a length up to {LongestRecord}, found {header[0]} and {length}. The capture is damaged.");
            var bytes = new byte[length];
            if (file.ReadAtLeast(bytes, length, throwOnEndOfStream: false) < length)
                break;
            records.Add(new CaptureRecord(header[0] == 1, TimeSpan.FromMicroseconds(microseconds), bytes));
        }
        return (protocol, records);
    }

    static string ReadStart(string path, Stream file)
    {
        var line = new StringBuilder();
        for (int next; line.Length <= Mark.Length + LongestName && (next = file.ReadByte()) >= 0 && next != '\n';)
            line.Append((char)next);
        var text = line.ToString();
        return text.StartsWith(Mark, StringComparison.Ordinal)
            ? text[Mark.Length..]
            : throw new InstrumentException($"{path}: expected a capture that begins with \"{Mark}\", found another file. Record one with roverraman instrument record.");
    }
}
