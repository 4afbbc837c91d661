namespace RoverRaman.Wire;

/// <summary>To the daemon: forget an upload and free its space.</summary>
/// <param name="CommandId">Chosen by the sender.</param>
/// <param name="UploadId">Of the upload.</param>
public sealed record UploadAbort(uint CommandId, ushort UploadId);
