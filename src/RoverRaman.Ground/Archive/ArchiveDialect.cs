using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace RoverRaman.Ground;

/// <summary>The two databases that an archive can stand in. The schema and the statements are the same; only the names of two types differ.</summary>
/// <param name="Open">Opens a connection.</param>
/// <param name="Bytes">Type of a column of bytes.</param>
/// <param name="Prepare">Statements at the start of a connection.</param>
sealed record ArchiveDialect(Func<DbConnection> Open, string Bytes, string Prepare)
{
    const string Postgres = "postgres://", PostgreSql = "postgresql://";

    /// <summary>postgres://USER:PASSWORD@HOST:PORT/DATABASE, or the path of an SQLite file.</summary>
    public static ArchiveDialect Of(string store) =>
        store.StartsWith(Postgres, StringComparison.OrdinalIgnoreCase) || store.StartsWith(PostgreSql, StringComparison.OrdinalIgnoreCase)
            ? new(() => new NpgsqlConnection(ConnectionString(store)), "BYTEA", "")
            // Write-ahead log and full sync: what is acknowledged must survive the ground's own power cut.
            : new(() => new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = store, Pooling = false }.ToString()), "BLOB", "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");

    static string ConnectionString(string store)
    {
        if (!Uri.TryCreate(store, UriKind.Absolute, out var uri) || uri.AbsolutePath.Length < 2)
            throw new DownlinkException($"Expected postgres://USER:PASSWORD@HOST:PORT/DATABASE, found '{store}'.");
        string[] user = uri.UserInfo.Split(':', 2);
        return new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]),
            Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null,
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
        }.ConnectionString;
    }
}
