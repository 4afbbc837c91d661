namespace RoverRaman.Wire;

/// <summary>To the daemon: one chunk of an upload. Any order; a chunk that is there already is harmless. Nothing is answered.</summary>
/// <param name="UploadId">Of the upload.</param>
/// <param name="Index">Which chunk, from 0.</param>
/// <param name="Data">A view into the message.</param>
public readonly record struct UploadChunk(ushort UploadId, ushort Index, ReadOnlyMemory<byte> Data);
