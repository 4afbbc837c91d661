using System.Data.Common;
using System.Globalization;
using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>
/// Everything that came down, each product once, in SQLite or PostgreSQL. Products come in any order and any number of times; the best
/// tier that has come tells what is known of a decision. What <see cref="Commit"/> has returned for is safe. One thread.
/// </summary>
public sealed class ProductArchive : IDisposable
{
    const int SchemaVersion = 1;

    readonly DbConnection _connection;
    readonly List<ArchivedProduct> _pending = [];
    readonly string _name;

    /// <summary>Opens an archive; makes it where there is none.</summary>
    /// <param name="store">Path of an SQLite file, or postgres://USER:PASSWORD@HOST:PORT/DATABASE.</param>
    /// <exception cref="DownlinkException">It cannot be opened, or is of a newer version.</exception>
    public ProductArchive(string store)
    {
        var dialect = ArchiveDialect.Of(store);
        _name = store;
        _connection = dialect.Open();
        Guard(() =>
        {
            _connection.Open();
            if (dialect.Prepare.Length > 0)
                Execute(dialect.Prepare);
            MakeSchema(dialect.Bytes);
        });
        HighestSequence = (uint)Convert.ToInt64(Scalar("SELECT COALESCE(MAX(sequence), 0) FROM product WHERE kind < 9"), CultureInfo.InvariantCulture);
    }

    /// <summary>Highest sequence of a decision that is known.</summary>
    public uint HighestSequence { get; private set; }

    /// <summary>Highest number of a message or catalogue; 0 where none has come.</summary>
    public uint LastMessage => (uint)Convert.ToInt64(Scalar("SELECT COALESCE(MAX(sequence), 0) FROM product WHERE kind IN (9, 10)"), CultureInfo.InvariantCulture);

    /// <summary>Products in the archive.</summary>
    public long Count => Convert.ToInt64(Scalar("SELECT COUNT(*) FROM product"), CultureInfo.InvariantCulture);

    /// <summary>Notes a product for the next <see cref="Commit"/>.</summary>
    public void Add(ArchivedProduct product)
    {
        ArgumentNullException.ThrowIfNull(product);
        _pending.Add(product);
        if (product.Key.Kind < ProductKind.Catalogue)
            HighestSequence = Math.Max(HighestSequence, product.Key.Sequence);
    }

    /// <summary>Writes what was noted, all or nothing; returns those that were new.</summary>
    /// <exception cref="DownlinkException">The database failed; what was noted is kept for the next try.</exception>
    public IReadOnlyList<ArchivedProduct> Commit()
    {
        var added = new List<ArchivedProduct>();
        if (_pending.Count == 0)
            return added;
        Guard(() =>
        {
            using var transaction = _connection.BeginTransaction();
            foreach (var product in _pending)
                if (Insert(product, transaction))
                    added.Add(product);
            transaction.Commit();
        });
        _pending.Clear();
        return added;
    }

    /// <summary>The product of a key, or null.</summary>
    public ArchivedProduct? Find(ProductKey key) => Guard(() =>
    {
        using var command = Command("SELECT received_ms, body FROM product WHERE kind = @kind AND sequence = @sequence", null, ("kind", (int)key.Kind), ("sequence", (long)key.Sequence));
        using var reader = command.ExecuteReader();
        return reader.Read() ? new ArchivedProduct(key, reader.GetInt64(0), (byte[])reader[1]) : null;
    });

    /// <summary>The message or catalogue with the lowest number above <paramref name="number"/>, or null.</summary>
    public ArchivedProduct? MessageAfter(uint number) => Guard(() =>
    {
        using var command = Command("SELECT kind, sequence, received_ms, body FROM product WHERE kind IN (9, 10) AND sequence > @number ORDER BY sequence LIMIT 1", null, ("number", (long)number));
        using var reader = command.ExecuteReader();
        return reader.Read() ? new ArchivedProduct(new((ProductKind)reader.GetInt32(0), (uint)reader.GetInt64(1)), reader.GetInt64(2), (byte[])reader[3]) : null;
    });

    /// <summary>Every product's key, by sequence and kind.</summary>
    public IReadOnlyList<ProductKey> Keys() => Guard(() =>
    {
        using var command = Command("SELECT kind, sequence FROM product ORDER BY sequence, kind", null);
        using var reader = command.ExecuteReader();
        var keys = new List<ProductKey>();
        while (reader.Read())
            keys.Add(new ProductKey((ProductKind)reader.GetInt32(0), (uint)reader.GetInt64(1)));
        return keys;
    });

    /// <summary>Decisions of which nothing has come, between those of which something has.</summary>
    public IReadOnlyList<SequenceRange> Gaps()
    {
        var gaps = new List<SequenceRange>();
        uint expected = 1;
        foreach (uint sequence in Keys().Where(key => key.Kind < ProductKind.Catalogue).Select(key => key.Sequence).Distinct())
        {
            if (sequence > expected)
                gaps.Add(new SequenceRange(expected, sequence - 1));
            expected = sequence + 1;
        }
        return gaps;
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    void MakeSchema(string bytes)
    {
        Execute("CREATE TABLE IF NOT EXISTS archive_version (version INTEGER NOT NULL)");
        if (Scalar("SELECT MAX(version) FROM archive_version") is { } found and not DBNull)
        {
            long version = Convert.ToInt64(found, CultureInfo.InvariantCulture);
            if (version > SchemaVersion)
                throw new DownlinkException($"Expected an archive of version {SchemaVersion} or older in '{_name}', found {version}; read it with a newer version of this program.");
            return;
        }
        Execute($"CREATE TABLE IF NOT EXISTS product (kind INTEGER NOT NULL, sequence BIGINT NOT NULL, received_ms BIGINT NOT NULL, body {bytes} NOT NULL, PRIMARY KEY (kind, sequence))");
        Execute("CREATE TABLE IF NOT EXISTS decision (sequence BIGINT PRIMARY KEY, tier INTEGER NOT NULL, unix_s BIGINT NOT NULL, class_id INTEGER NOT NULL, percent INTEGER NOT NULL, "
            + "second_class_id INTEGER NOT NULL, second_percent INTEGER NOT NULL, action INTEGER NOT NULL, bin INTEGER NOT NULL, is_target INTEGER NOT NULL, is_unknown INTEGER NOT NULL, "
            + "follow_up INTEGER NOT NULL, quality_flags INTEGER NOT NULL, head_version INTEGER NOT NULL)");
        Execute($"INSERT INTO archive_version (version) VALUES ({SchemaVersion})");
    }

    bool Insert(ArchivedProduct product, DbTransaction transaction)
    {
        using var command = Command(
            "INSERT INTO product (kind, sequence, received_ms, body) VALUES (@kind, @sequence, @received, @body) ON CONFLICT (kind, sequence) DO NOTHING", transaction,
            ("kind", (int)product.Key.Kind), ("sequence", (long)product.Key.Sequence), ("received", product.ReceivedMilliseconds), ("body", product.Body.ToArray()));
        if (command.ExecuteNonQuery() == 0)
            return false;
        if (product.Summary is { } summary)
            Upsert(product.Key, summary, transaction);
        return true;
    }

    // A larger tier knows more than a smaller one, whichever comes first.
    void Upsert(ProductKey key, in ProductSummary summary, DbTransaction transaction)
    {
        using var command = Command(
            "INSERT INTO decision (sequence, tier, unix_s, class_id, percent, second_class_id, second_percent, action, bin, is_target, is_unknown, follow_up, quality_flags, head_version) "
            + "VALUES (@sequence, @tier, @unix, @class, @percent, @class2, @percent2, @action, @bin, @target, @unknown, @follow, @quality, @head) "
            + "ON CONFLICT (sequence) DO UPDATE SET tier = excluded.tier, unix_s = excluded.unix_s, class_id = excluded.class_id, percent = excluded.percent, "
            + "second_class_id = excluded.second_class_id, second_percent = excluded.second_percent, action = excluded.action, bin = excluded.bin, is_target = excluded.is_target, "
            + "is_unknown = excluded.is_unknown, follow_up = excluded.follow_up, quality_flags = excluded.quality_flags, head_version = excluded.head_version WHERE excluded.tier > decision.tier",
            transaction, ("sequence", (long)key.Sequence), ("tier", (int)key.Kind), ("unix", (long)summary.UnixSeconds), ("class", (int)summary.ClassId), ("percent", (int)summary.Percent),
            ("class2", (int)summary.SecondClassId), ("percent2", (int)summary.SecondPercent), ("action", (int)summary.Action), ("bin", (int)summary.Bin), ("target", summary.IsTarget ? 1 : 0),
            ("unknown", summary.IsUnknown ? 1 : 0), ("follow", summary.AsksFollowUp ? 1 : 0), ("quality", (int)summary.QualityFlags), ("head", (int)summary.HeadVersion));
        _ = command.ExecuteNonQuery();
    }

    DbCommand Command(string sql, DbTransaction? transaction, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql; // constant text; what varies are parameters
        command.Transaction = transaction;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            _ = command.Parameters.Add(parameter);
        }
        return command;
    }

    void Execute(string sql)
    {
        using var command = Command(sql, null);
        _ = command.ExecuteNonQuery();
    }

    object? Scalar(string sql) => Guard(() =>
    {
        using var command = Command(sql, null);
        return command.ExecuteScalar();
    });

    void Guard(Action action) => _ = Guard<object?>(() =>
    {
        action();
        return null;
    });

    T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is DbException or System.Net.Sockets.SocketException or TimeoutException)
        {
            throw new DownlinkException($"Expected a working archive at '{_name.Split('@')[^1]}', found: {e.Message}", e);
        }
    }
}
