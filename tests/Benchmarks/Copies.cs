using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CampusPhoto.Benchmarks;

/// <summary>Inserts copies of one row with some of its values changed, as fast as the engine takes them.</summary>
internal sealed class Copies : IAsyncDisposable
{
    private readonly IEntityType _entity;
    private readonly DbCommand _insert;

    private Copies(IEntityType entity, DbCommand insert) => (_entity, _insert) = (entity, insert);

    /// <param name="db">The database, with an open connection and a transaction.</param>
    /// <param name="entity">The table.</param>
    /// <param name="key">The property by which the model is found; the first row of several.</param>
    /// <param name="value">Its value.</param>
    public static async Task<Copies> OfAsync(DbContext db, IEntityType entity, string key, object value)
    {
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!);
        IProperty[] properties = [.. entity.GetFlattenedProperties()];
        string Quoted(IProperty property) => $"\"{property.GetColumnName(table)}\"";
        var columns = string.Join(", ", properties.Select(Quoted));

        await using var select = Command(db);
        select.CommandText = $"SELECT {columns} FROM \"{table.Name}\" WHERE {Quoted(entity.FindProperty(key)!)} = @key";
        Add(select, "key", Stored(entity.FindProperty(key)!, value));
        var insert = Command(db);
        insert.CommandText =
            $"INSERT INTO \"{table.Name}\" ({columns}) VALUES ({string.Join(", ", properties.Select((_, column) => $"@p{column}"))})";
        await using var row = await select.ExecuteReaderAsync();
        await row.ReadAsync();
        for (var column = 0; column < properties.Length; column++) Add(insert, $"p{column}", row.GetValue(column));
        return new Copies(entity, insert);
    }

    /// <summary>Changes a value of the copies that follow.</summary>
    public void Set(string property, object? value)
    {
        IProperty[] properties = [.. _entity.GetFlattenedProperties()];
        var changed = _entity.FindProperty(property)!;
        _insert.Parameters[Array.IndexOf(properties, changed)].Value = Stored(changed, value);
    }

    /// <summary>Inserts one copy.</summary>
    public Task InsertAsync() => _insert.ExecuteNonQueryAsync();

    public ValueTask DisposeAsync() => _insert.DisposeAsync();

    private static DbCommand Command(DbContext db)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = ((IInfrastructure<DbTransaction>?)db.Database.CurrentTransaction)?.Instance;
        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private static object Stored(IProperty property, object? value) =>
        (property.GetRelationalTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value) ?? DBNull.Value;
}
