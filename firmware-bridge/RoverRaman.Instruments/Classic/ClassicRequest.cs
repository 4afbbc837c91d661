using System.Buffers.Binary;

namespace RoverRaman.Instruments.Classic;

/// <summary>
/// One request in binary data mode: a letter, then its data, most significant byte first. No start mark, no length, no checksum:
/// the letter alone says how long it is.
/// <code>
/// letter            data                     letter   data
/// A B G I J K L M   WORD                     a b      'A', 'B'
/// T Z k y           WORD                     ?        letter;  ?x: 'x' and WORD
/// i W               DWORD (W: two WORDs)     x        WORD, text up to 15, 0
/// P                 WORD mode; parameters    S v _ ' ' none
/// </code>
/// Source: USB2000 data sheet 170-00000-000-05-201102, USB4000 data sheet 211-00000-000-05-201210.
/// </summary>
/// <param name="Command">The letter.</param>
/// <param name="Value">Its WORD or DWORD; 0 where it has none.</param>
/// <param name="Asked">Of a query, the letter that is asked for.</param>
public readonly record struct ClassicRequest(ClassicCommand Command, uint Value = 0, ClassicCommand Asked = default)
{
    /// <summary>Longest request that is written here.</summary>
    public const int LongestLength = 5;

    /// <summary>Text of command x: 15 characters and a 0.</summary>
    public const int SlotTextLength = 16;

    /// <summary>Writes the request; returns its length.</summary>
    public int Encode(Span<byte> destination)
    {
        destination[0] = (byte)Command;
        var length = DataLength(Command, Asked);
        switch (Command)
        {
            case ClassicCommand.AsciiMode or ClassicCommand.BinaryMode:
                destination[1] = (byte)((byte)Command - 32); // the capital letter
                break;
            case ClassicCommand.Query:
                destination[1] = (byte)Asked;
                if (length == 3)
                    BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)Value);
                break;
            default:
                if (length == 2)
                    BinaryPrimitives.WriteUInt16BigEndian(destination[1..], (ushort)Value);
                else if (length == 4)
                    BinaryPrimitives.WriteUInt32BigEndian(destination[1..], Value);
                break;
        }
        return 1 + length;
    }

    /// <summary>Reads a request at the first byte. The parameters of P and the text of x are the reader's to take from the bytes.</summary>
    public static DecodeResult Decode(ReadOnlySpan<byte> bytes, out ClassicRequest request, out int length)
    {
        request = default;
        length = 0;
        if (bytes.IsEmpty)
            return DecodeResult.NeedMore;
        var command = (ClassicCommand)bytes[0];
        if (!IsKnown(command))
            return DecodeResult.NotAMessage;
        var asked = command == ClassicCommand.Query && bytes.Length > 1 ? (ClassicCommand)bytes[1] : default;
        var data = DataLength(command, asked);
        if (bytes.Length < 1 + data)
            return DecodeResult.NeedMore;
        length = 1 + data;
        request = new ClassicRequest(command, ReadValue(bytes, data, command), asked);
        return command is ClassicCommand.AsciiMode or ClassicCommand.BinaryMode && bytes[1] != bytes[0] - 32
            ? DecodeResult.NotAMessage
            : DecodeResult.Message;
    }

    static uint ReadValue(ReadOnlySpan<byte> bytes, int data, ClassicCommand command) => (command, data) switch
    {
        (ClassicCommand.Query, 3) => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
        (ClassicCommand.Query or ClassicCommand.AsciiMode or ClassicCommand.BinaryMode, _) => 0,
        (ClassicCommand.WriteSlot, _) or (_, 2) => BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]),
        (_, 4) => BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]),
        _ => 0,
    };

    static bool IsKnown(ClassicCommand command) => command is >= ClassicCommand.ScansToSum and <= ClassicCommand.Boxcar
        or ClassicCommand.Compression or ClassicCommand.IntegrationMilliseconds or ClassicCommand.IntegrationMicroseconds or ClassicCommand.Lamp
        or ClassicCommand.Baud or ClassicCommand.ClearMemory or ClassicCommand.StorageMode or ClassicCommand.PixelMode or ClassicCommand.Acquire
        or ClassicCommand.Trigger or ClassicCommand.Register or ClassicCommand.StoredScan or ClassicCommand.AsciiMode or ClassicCommand.BinaryMode
        or ClassicCommand.Checksum or ClassicCommand.Version or ClassicCommand.WriteSlot or ClassicCommand.Timer or ClassicCommand.Query
        or ClassicCommand.Identify or ClassicCommand.Space;

    static int DataLength(ClassicCommand command, ClassicCommand asked) => command switch
    {
        ClassicCommand.Acquire or ClassicCommand.Version or ClassicCommand.Identify or ClassicCommand.Space => 0,
        ClassicCommand.AsciiMode or ClassicCommand.BinaryMode => 1,
        ClassicCommand.Query => asked == ClassicCommand.WriteSlot ? 3 : 1,
        ClassicCommand.IntegrationMicroseconds or ClassicCommand.Register => 4,
        ClassicCommand.WriteSlot => 2 + SlotTextLength,
        _ => 2,
    };
}
