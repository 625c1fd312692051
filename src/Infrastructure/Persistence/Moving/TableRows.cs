using System.Data.Common;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace CampusPhoto.Infrastructure.Persistence.Moving;

/// <summary>
/// Rows as they are stored, behind the model's conversions: what is encrypted stays so, and no key is needed. Rows are
/// read one by one and written some at a time, in the transaction that the context has.
/// </summary>
internal sealed class TableRows(AppDbContext db)
{
    // SQL Server takes 2100 parameters in a statement and 1000 rows; the others more.
    private const int MaxParameters = 2000;
    private const int MaxRows = 1000;

    private static readonly MethodInfo Read = typeof(TableRows).GetMethod(nameof(Get), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly ISqlGenerationHelper _names = db.GetService<ISqlGenerationHelper>();

    public async Task<bool> AnyAsync(StoredTable table, CancellationToken cancellationToken)
    {
        await using DbCommand command = await CommandAsync($"SELECT COUNT(*) FROM {Quoted(table.Name)}", cancellationToken);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), null) > 0;
    }

    public async Task<TableDigest> DigestAsync(StoredTable table, CancellationToken cancellationToken)
    {
        var digest = new TableDigest();
        await foreach (object?[] row in ReadAsync(table, cancellationToken)) digest.Add(row);
        return digest;
    }

    /// <summary>The rows, values in the order of the table's columns.</summary>
    public async IAsyncEnumerable<object?[]> ReadAsync(StoredTable table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var read = table.Columns
            .Select(column => Read.MakeGenericMethod(column.Type).CreateDelegate<Func<DbDataReader, int, object>>()).ToArray();
        await using DbCommand command = await CommandAsync($"SELECT {Columns(table)} FROM {Quoted(table.Name)}", cancellationToken);
        await using DbDataReader rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) yield return Values(rows, read);
    }

    /// <summary>Adds rows, and lets the engine go on numbering after them.</summary>
    public async Task WriteAsync(StoredTable table, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        await foreach (object?[][] some in rows.Chunk(Math.Min(MaxRows, MaxParameters / table.Columns.Count)).WithCancellation(cancellationToken))
            await InsertAsync(table, some, cancellationToken);
        if (table.Numbered is not { } key || db.GoOnNumbering(Quoted(table.Name), key) is not { } statement) return;
        await using DbCommand command = await CommandAsync(statement, cancellationToken);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task InsertAsync(StoredTable table, object?[][] rows, CancellationToken cancellationToken)
    {
        await using DbCommand command = await CommandAsync("", cancellationToken);
        var statement = new StringBuilder($"INSERT INTO {Quoted(table.Name)} ({Columns(table)}) VALUES ");
        for (int row = 0; row < rows.Length; row++)
        {
            statement.Append(row == 0 ? "(" : ", (");
            for (int column = 0; column < table.Columns.Count; column++)
            {
                string name = _names.GenerateParameterName($"p{row}_{column}");
                statement.Append(column == 0 ? "" : ", ").Append(name);
                command.Parameters.Add(table.Columns[column].Mapping.CreateParameter(command, name, rows[row][column], nullable: true));
            }

            statement.Append(')');
        }

        command.CommandText = table.Numbered is null ? statement.ToString() : db.WithGivenNumbers(Quoted(table.Name), statement.ToString());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<DbCommand> CommandAsync(string statement, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        DbCommand command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = statement;

        // A table of any size may take as long as it takes.
        command.CommandTimeout = 0;
        return command;
    }

    private string Columns(StoredTable table) => string.Join(", ", table.Columns.Select(column => Quoted(column.Name)));

    private string Quoted(string name) => _names.DelimitIdentifier(name);

    private static object?[] Values(DbDataReader row, Func<DbDataReader, int, object>[] read)
    {
        object?[] values = new object?[read.Length];
        for (int column = 0; column < read.Length; column++)
            values[column] = row.IsDBNull(column) ? null : read[column](row, column);
        return values;
    }

    // SQLite does not say that a time is UTC, and PostgreSQL takes no other.
    private static object Get<T>(DbDataReader row, int column)
        where T : notnull =>
        row.GetFieldValue<T>(column) is var value && value is DateTime time ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : value;
}
