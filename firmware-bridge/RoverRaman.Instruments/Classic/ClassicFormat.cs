namespace RoverRaman.Instruments.Classic;

/// <summary>How an instrument was told to send spectra.</summary>
/// <param name="Model">Dialect of the header.</param>
/// <param name="Pixels">Pixels sent in mode 0. The USB4000's sheet gives 3670, 3840 and 3870; 3670 is the default, and FFFD must follow.</param>
/// <param name="Wide">Pixels are DWORDs (USB4000 that sums several scans).</param>
/// <param name="Compressed">Compression is on; not with DWORDs.</param>
/// <param name="Checksum">A checksum is sent.</param>
public readonly record struct ClassicFormat(ClassicModel Model, int Pixels, bool Wide = false, bool Compressed = false, bool Checksum = false)
{
    /// <summary>Pixels of a USB2000.</summary>
    public const int Usb2000Pixels = 2048;

    /// <summary>Values that a USB4000 sends by default.</summary>
    public const int Usb4000Pixels = 3670;

    /// <summary>The format of a model as it powers up.</summary>
    public static ClassicFormat PowerUp(ClassicModel model) => new(model, model == ClassicModel.Usb2000 ? Usb2000Pixels : Usb4000Pixels);
}
