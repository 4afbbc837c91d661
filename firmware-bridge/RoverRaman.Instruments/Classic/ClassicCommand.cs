namespace RoverRaman.Instruments.Classic;

/// <summary>Letters of Ocean's classic RS-232 protocol (USB2000 and USB4000 data sheets; Flame manual pp. 91-99).</summary>
public enum ClassicCommand : byte
{
    /// <summary>Scans to sum: WORD, USB2000 1..15, USB4000 1..5000.</summary>
    ScansToSum = (byte)'A',
    /// <summary>Boxcar, pixels each side: WORD, 0..15.</summary>
    Boxcar = (byte)'B',
    /// <summary>Compression: WORD, 0 off.</summary>
    Compression = (byte)'G',
    /// <summary>Integration time: WORD, ms.</summary>
    IntegrationMilliseconds = (byte)'I',
    /// <summary>Integration time: DWORD, us; USB4000 and Flame only.</summary>
    IntegrationMicroseconds = (byte)'i',
    /// <summary>Lamp enable line: WORD, 0 or 1.</summary>
    Lamp = (byte)'J',
    /// <summary>Baud rate: WORD, a code of <see cref="ClassicBaud"/>; said twice, at the old and at the new rate.</summary>
    Baud = (byte)'K',
    /// <summary>Clears the memory: WORD.</summary>
    ClearMemory = (byte)'L',
    /// <summary>Storage mode: WORD, 0 transmit.</summary>
    StorageMode = (byte)'M',
    /// <summary>Pixel mode: WORD (0: all) and parameters.</summary>
    PixelMode = (byte)'P',
    /// <summary>Takes a spectrum: no data.</summary>
    Acquire = (byte)'S',
    /// <summary>Trigger mode: WORD, 0 normal.</summary>
    Trigger = (byte)'T',
    /// <summary>Writes an FPGA register: WORD address, WORD value (USB4000, Flame).</summary>
    Register = (byte)'W',
    /// <summary>Reads a stored scan: WORD.</summary>
    StoredScan = (byte)'Z',
    /// <summary>Followed by 'A': ASCII mode.</summary>
    AsciiMode = (byte)'a',
    /// <summary>Followed by 'B': binary mode.</summary>
    BinaryMode = (byte)'b',
    /// <summary>Checksum on spectra: WORD, 0 off.</summary>
    Checksum = (byte)'k',
    /// <summary>Version: no data; ACK and WORD, 1000 is 1.00.0.</summary>
    Version = (byte)'v',
    /// <summary>Writes a slot of the memory: WORD and up to 15 characters.</summary>
    WriteSlot = (byte)'x',
    /// <summary>Timer of the USB2000: WORD; also sets the rate to 9600.</summary>
    Timer = (byte)'y',
    /// <summary>Followed by a letter: asks for its value. ?x is followed by the slot, WORD.</summary>
    Query = (byte)'?',
    /// <summary>Identifies a USB2000: ACK there, NAK on its ancestor.</summary>
    Identify = (byte)'_',
    /// <summary>No command: an idle instrument answers NAK, a busy one nothing.</summary>
    Space = (byte)' ',
}
