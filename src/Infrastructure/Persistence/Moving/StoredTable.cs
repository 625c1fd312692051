using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CampusPhoto.Infrastructure.Persistence.Moving;

/// <summary>A column as one engine has it.</summary>
/// <param name="Name">Its name, the same on every engine.</param>
/// <param name="Type">What the engine's driver reads and writes, behind all conversions of the model.</param>
/// <param name="Mapping">How the engine takes such a value.</param>
internal sealed record StoredColumn(string Name, Type Type, RelationalTypeMapping Mapping);

/// <summary>A table of the model as one engine has it.</summary>
/// <param name="Name">Its name, the same on every engine.</param>
/// <param name="Columns">Its columns, in the order of their names.</param>
/// <param name="Numbered">The key column whose numbers the engine gives by itself, or null.</param>
internal sealed record StoredTable(string Name, IReadOnlyList<StoredColumn> Columns, string? Numbered)
{
    /// <summary>All tables of the model, each after those that its foreign keys point to.</summary>
    /// <exception cref="NotSupportedException">Tables point at each other in a circle.</exception>
    public static IReadOnlyList<StoredTable> InOrder(AppDbContext db)
    {
        var mappings = db.GetService<IRelationalTypeMappingSource>();
        List<ITable> left = [.. db.Model.GetRelationalModel().Tables.OrderBy(table => table.Name, StringComparer.Ordinal)];
        List<ITable> ordered = [];
        while (left.Count > 0)
        {
            ITable next = left.Find(table => table.ForeignKeyConstraints.All(key => ordered.Contains(key.PrincipalTable)))
                ?? throw new NotSupportedException($"Tables point at each other in a circle: {string.Join(", ", left.Select(table => table.Name))}.");
            left.Remove(next);
            ordered.Add(next);
        }

        return [.. ordered.Select(table => Of(table, mappings))];
    }

    private static StoredTable Of(ITable table, IRelationalTypeMappingSource mappings) => new(
        table.Name,
        [
            .. table.Columns.OrderBy(column => column.Name, StringComparer.Ordinal).Select(column => new StoredColumn(
                column.Name, column.ProviderClrType, mappings.FindMapping(column.ProviderClrType, column.StoreType)!)),
        ],
        table.PrimaryKey!.Columns.SingleOrDefault(IsNumbered)?.Name);

    private static bool IsNumbered(IColumn column) =>
        (column.ProviderClrType == typeof(int) || column.ProviderClrType == typeof(long))
        && column.PropertyMappings.All(mapping => mapping.Property.ValueGenerated == ValueGenerated.OnAdd);
}
