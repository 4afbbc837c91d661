namespace RoverRaman.Onboard.Tests;

/// <summary>
/// A disk in memory that stops at operation n and then forgets what was not synced, in each way that POSIX allows
/// (<see cref="PowerLoss"/>). The idea is that of MCUboot's simulator and of LazyFS.
/// </summary>
sealed class SimulatedDisk : IStorage
{
    Dictionary<string, Node> _names = [];
    Dictionary<string, Node> _durableNames = [];
    long _stopAt = long.MaxValue;
    bool _off;

    /// <summary>Operations that change something, so far since the last start.</summary>
    public long Operations { get; private set; }

    /// <summary>Files that may be looked at and spoiled by a test.</summary>
    public IEnumerable<string> Files => _names.Keys.Order(StringComparer.Ordinal);

    /// <summary>Cuts the power at the n-th operation from now (1: the next).</summary>
    public void CutAt(long operation) => (_stopAt, Operations) = (operation, 0);

    /// <summary>Power is back; what was not synced went as <paramref name="loss"/> says.</summary>
    public void Restart(PowerLoss loss)
    {
        if (loss is PowerLoss.DropAll or PowerLoss.ContentWithoutNames)
            _names = new(_durableNames);
        foreach (var node in _names.Values.Concat(_durableNames.Values).Distinct())
            node.Settle(loss);
        _durableNames = new(_names);
        (_stopAt, Operations, _off) = (long.MaxValue, 0, false);
    }

    public byte[] Content(string path) => [.. _names[path].Bytes];

    /// <summary>Changes a file behind everybody's back, durably.</summary>
    public void Spoil(string path, byte[] content) => _names[path].Set(content);

    public void MakeFolder(string folder) { }

    public IReadOnlyList<string> List(string folder)
    {
        Look();
        return [.. _names.Keys.Where(n => Path.GetDirectoryName(n) == folder)];
    }

    public bool Exists(string path)
    {
        Look();
        return _names.ContainsKey(path);
    }

    public byte[] Read(string path, int maximumBytes)
    {
        Look();
        if (!_names.TryGetValue(path, out var node))
            throw new FileNotFoundException(path);
        return node.Bytes.Count <= maximumBytes ? [.. node.Bytes] : throw new IOException($"{path} is longer than {maximumBytes} bytes");
    }

    public IStorageFile Open(string path)
    {
        if (!_names.ContainsKey(path))
            Do(() => _names[path] = new Node());
        return new OpenFile(this, _names[path]);
    }

    public void Rename(string from, string to)
    {
        if (!_names.TryGetValue(from, out var node))
            throw new FileNotFoundException(from);
        Do(() =>
        {
            _names[to] = node;
            _names.Remove(from);
        });
    }

    public void Delete(string path)
    {
        if (_names.ContainsKey(path))
            Do(() => _names.Remove(path));
    }

    public void SyncFolder(string folder) => Do(() =>
    {
        foreach (var gone in _durableNames.Keys.Where(n => Path.GetDirectoryName(n) == folder && !_names.ContainsKey(n)).ToArray())
            _durableNames.Remove(gone);
        foreach (var (name, node) in _names.Where(n => Path.GetDirectoryName(n.Key) == folder))
            _durableNames[name] = node;
    });

    void Look()
    {
        if (_off)
            throw new PowerCutException();
    }

    void Do(Action change, Action? half = null)
    {
        Look();
        if (++Operations >= _stopAt)
        {
            half?.Invoke();
            _off = true;
            throw new PowerCutException();
        }
        change();
    }

    sealed class Node
    {
        List<byte> _durable = [];

        public List<byte> Bytes { get; private set; } = [];

        public void Write(int offset, ReadOnlySpan<byte> bytes)
        {
            while (Bytes.Count < offset + bytes.Length)
                Bytes.Add(0);
            for (var i = 0; i < bytes.Length; i++)
                Bytes[offset + i] = bytes[i];
        }

        public void SetLength(int length)
        {
            if (length < Bytes.Count)
                Bytes.RemoveRange(length, Bytes.Count - length);
            while (Bytes.Count < length)
                Bytes.Add(0);
        }

        public void Sync() => _durable = [.. Bytes];

        public void Set(byte[] content)
        {
            Bytes = [.. content];
            Sync();
        }

        public void Settle(PowerLoss loss)
        {
            if (loss == PowerLoss.DropAll)
                Bytes = [.. _durable];
            else if (loss == PowerLoss.NamesWithoutContent)
                for (var i = 0; i < Bytes.Count; i++)
                    Bytes[i] = i < _durable.Count ? _durable[i] : (byte)0;
            _durable = [.. Bytes];
        }
    }

    sealed class OpenFile(SimulatedDisk disk, Node node) : IStorageFile
    {
        public long Length => node.Bytes.Count;

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            var copy = bytes.ToArray();
            disk.Do(() => node.Write((int)offset, copy), () => node.Write((int)offset, copy.AsSpan(0, copy.Length / 2)));
        }

        public void SetLength(long length) => disk.Do(() => node.SetLength((int)length));

        public void Sync() => disk.Do(node.Sync);

        public void Dispose() { }
    }
}
