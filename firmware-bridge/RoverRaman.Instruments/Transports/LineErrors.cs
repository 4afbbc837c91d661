namespace RoverRaman.Instruments.Transports;

/// <summary>What the UART itself saw go wrong since it was started (TIOCGICOUNT, linux/serial.h serial_icounter_struct).</summary>
/// <param name="Framing">Bytes without a stop bit: wrong baud or noise.</param>
/// <param name="Overrun">Bytes lost because the hardware FIFO was full.</param>
/// <param name="Parity">Parity errors.</param>
/// <param name="Breaks">Break conditions.</param>
/// <param name="BufferOverrun">Bytes lost because the kernel's buffer was full.</param>
public readonly record struct LineErrors(int Framing, int Overrun, int Parity, int Breaks, int BufferOverrun);
