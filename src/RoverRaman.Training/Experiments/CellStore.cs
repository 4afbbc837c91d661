using System.Text.Json;
using RoverRaman.Training.Train;

namespace RoverRaman.Training.Experiments;

/// <summary>
/// Finished cells, one line of JSON each, appended as they finish: what a crash or Ctrl-C leaves is whole but for the last line, and a
/// last line that was cut is dropped and measured again.
/// </summary>
public sealed class CellStore : IDisposable
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "cells.jsonl";

    readonly Dictionary<string, StoredCell> _cells = new(StringComparer.Ordinal);
    readonly FileStream _file;

    /// <summary>Opens the store of a folder, or starts it.</summary>
    /// <exception cref="TrainingException">A line other than the last is not a cell, or another process has the store open.</exception>
    public CellStore(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new TrainingException($"Expected to open '{path}' alone, but: {exception.Message} Is another sweep running there?", exception);
        }
        try
        {
            Load(path);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>Cut last lines that were dropped: 0 or 1.</summary>
    public int Dropped { get; private set; }

    /// <summary>Number of cells.</summary>
    public int Count => _cells.Count;

    /// <summary>The result of <paramref name="cell"/>, or null where it has not been measured on these data.</summary>
    public StoredCell? Find(Cell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return _cells.TryGetValue(cell.Key, out var stored) && stored.Data == cell.Part.Corpus.Data.Sha256 ? stored : null;
    }

    /// <summary>Keeps a result; it is on disk when this returns.</summary>
    public void Add(Cell cell, CellResult result, TimeSpan time)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var stored = new StoredCell(cell.Key, cell.Part.Corpus.Data.Sha256, Math.Round(time.TotalSeconds, 3), result);
        _file.Write(JsonSerializer.SerializeToUtf8Bytes(stored, JsonSerializerOptions.Web));
        _file.WriteByte((byte)'\n');
        _file.Flush(flushToDisk: true);
        _cells[cell.Key] = stored;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    void Load(string path)
    {
        var bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        var end = 0;
        for (var line = 1; end < bytes.Length; line++)
        {
            var length = bytes.AsSpan(end).IndexOf((byte)'\n');
            if (length < 0)
            {
                Dropped = 1;
                break;
            }
            var cell = Parse(bytes.AsSpan(end, length), path, line);
            _cells[cell.Key] = cell;
            end += length + 1;
        }
        _file.SetLength(end);
        _file.Position = end;
    }

    static StoredCell Parse(ReadOnlySpan<byte> line, string path, int number)
    {
        try
        {
            if (JsonSerializer.Deserialize<StoredCell>(line, JsonSerializerOptions.Web) is { Key: not null, Data: not null, Result: not null } cell)
                return cell;
            throw new JsonException("not a cell");
        }
        catch (JsonException exception)
        {
            throw new TrainingException($"Expected a finished cell on line {number} of '{path}', found: {exception.Message} Remove the line, or give " +
                $"another --out.", exception);
        }
    }
}
