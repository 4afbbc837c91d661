namespace RoverRaman.Instruments;

/// <summary>Instruments by the protocol they speak, as settings name them; see <see cref="Protocols"/>.</summary>
public enum InstrumentProtocol
{
    /// <summary>Ocean Binary Protocol, STS or Spark.</summary>
    Sts,
    /// <summary>Ocean Binary Protocol, QE Pro.</summary>
    QePro,
    /// <summary>Ocean Binary Protocol, Ventana.</summary>
    Ventana,
    /// <summary>Ocean Binary Protocol, FX.</summary>
    Fx,
    /// <summary>Ocean Binary Protocol, HDX.</summary>
    Hdx,
    /// <summary>Ocean classic, USB2000.</summary>
    Usb2000,
    /// <summary>Ocean classic, USB4000, HR4000, Flame.</summary>
    Usb4000,
    /// <summary>B&amp;W Tek BTC, scans in ASCII.</summary>
    BwTek,
    /// <summary>B&amp;W Tek BTC, scans in binary: shorter, but damage does not show.</summary>
    BwTekBinary,
    /// <summary>TCD1304 board, first UART firmware.</summary>
    Tcd1304,
    /// <summary>TCD1304 board, later firmware.</summary>
    Tcd1304Later,
    /// <summary>C12880MA, free-running text.</summary>
    C12880,
    /// <summary>C12880MA, SPEC.READ? commands.</summary>
    C12880Commanded,
    /// <summary>Wasatch byte stream.</summary>
    Wasatch,
    /// <summary>Chromation MicroSpec.</summary>
    MicroSpec,
    /// <summary>Ocean Binary Protocol, second version: SR, HR and ST of Ocean Insight.</summary>
    Obp2,
}
