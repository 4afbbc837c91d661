namespace RoverRaman.Hil;

/// <summary>What a process holds.</summary>
/// <param name="Descriptors">Open file descriptors.</param>
/// <param name="Threads">Threads.</param>
/// <param name="ResidentMegabytes">Resident memory, MB of 1,048,576 bytes.</param>
/// <param name="AnonymousMegabytes">What of it is no file's: heaps, stacks, compiled code.</param>
/// <param name="Spectra">Spectra played with faults about by then.</param>
readonly record struct ProcessFigures(int Descriptors, int Threads, double ResidentMegabytes, double AnonymousMegabytes, long Spectra = 0);
