using System.Data.Common;
using System.Runtime.CompilerServices;
using CampusPhoto.Domain.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CampusPhoto.Infrastructure.Persistence.Moving;

/// <summary>The photos that any row refers to, each once, found by the model: whatever has a <see cref="StoredPhoto"/>.</summary>
internal static class StoredPhotos
{
    /// <summary>The statement that lists them.</summary>
    public static string Statement(AppDbContext db)
    {
        var names = db.GetService<ISqlGenerationHelper>();
        return string.Join(" UNION ",
            from entity in db.Model.GetEntityTypes()
            from photo in entity.GetComplexProperties()
            where photo.ComplexType.ClrType == typeof(StoredPhoto)
            let table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema())
            let columns = ((string[])[nameof(StoredPhoto.Key), nameof(StoredPhoto.Sha256), nameof(StoredPhoto.Bytes), nameof(StoredPhoto.ContentType)])
                .Select(name => names.DelimitIdentifier(photo.ComplexType.FindProperty(name)!.GetColumnName(table)!)).ToArray()
            select $"SELECT {string.Join(", ", columns)} FROM {names.DelimitIdentifier(table.Name)} WHERE {columns[0]} <> ''");
    }

    /// <summary>Runs the statement.</summary>
    public static async IAsyncEnumerable<StoredPhoto> ReadAsync(
        DbConnection connection, DbTransaction? transaction, string statement, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using DbCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = statement;
        command.CommandTimeout = 0;
        await using DbDataReader rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            yield return new StoredPhoto(rows.GetString(0), rows.GetString(1), rows.GetInt64(2), rows.GetString(3));
    }
}
