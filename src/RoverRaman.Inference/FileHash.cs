using System.Security.Cryptography;

namespace RoverRaman.Inference;

/// <summary>SHA-256 of a model's files, hex, lower case.</summary>
static class FileHash
{
    /// <exception cref="ModelException">The file is missing or cannot be read.</exception>
    public static string Sha256(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <exception cref="ModelException">The file is missing or cannot be read.</exception>
    public static byte[] ReadAll(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    static ModelException Unreadable(string path, Exception e) => e is FileNotFoundException or DirectoryNotFoundException
        ? new($"Expected the file {path}, found none. Give the folder of a model, or copy the model again.", e)
        : new($"Expected to read {path}, but: {e.Message} Check the file's permissions and the disk.", e);
}
