using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Tests.World;
using CampusPhoto.Domain.Submissions;
using CampusPhoto.Infrastructure.Audit;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CampusPhoto.Application.Tests.Engines;

/// <summary>
/// Values without what is random in them. Identities keep the moment in which they were made, which tells them apart: only
/// what one step makes of one kind is taken for the same. Names of photo files, seals and password hashes are left out.
/// </summary>
internal static partial class Normal
{
    // The last is taken over identities, which differ.
    private static readonly string[] Secret =
        ["PasswordHash", "SecurityStamp", "ConcurrencyStamp", "SecretHash", "TraceParent", nameof(AuditEntryRow.Mac)];

    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new LinkConverter(), new JsonStringEnumConverter() },
    };

    public static string Json(object? value) => value is null ? "null" : JsonSerializer.Serialize(value, value.GetType(), Options);

    public static string Text(string text) => Identities().Replace(Seals().Replace(text, "a seal"), found =>
    {
        var digits = found.Value.Replace("-", "", StringComparison.Ordinal);
        var at = long.Parse(digits.AsSpan(0, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return at is > 1_700_000_000_000 and < 2_000_000_000_000
            ? DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("'made 'yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)
            : "random";
    });

    /// <summary>Every row of every table, as the model reads it, one line each, sorted.</summary>
    public static async Task<IReadOnlyList<string>> DumpAsync(School school)
    {
        List<string> lines = [];
        await school.ReadAsync(async db =>
        {
            foreach (var entity in db.Model.GetEntityTypes().Where(entity => entity.ClrType != typeof(DataProtectionKey)))
                lines.AddRange((await RowsAsync(db, entity)).Select(row => $"{entity.GetTableName()} {Line(db, row)}"));
            return true;
        });
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static async Task<IReadOnlyList<object>> RowsAsync(AppDbContext db, IEntityType entity)
    {
        db.ChangeTracker.Clear();
        var owner = entity;
        while (owner.FindOwnership() is { } ownership) owner = ownership.PrincipalEntityType;
        var set = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), 1, [])!.MakeGenericMethod(owner.ClrType).Invoke(db, [])!;
        await set.AsTracking().LoadAsync(TestContext.Current.CancellationToken);
        return [.. db.ChangeTracker.Entries().Where(row => row.Metadata == entity).Select(row => row.Entity)];
    }

    private static string Line(AppDbContext db, object row)
    {
        var values = db.Entry(row).CurrentValues;
        return string.Join(' ', values.Properties.Where(property => !Secret.Contains(property.Name))
            .OrderBy(Path, StringComparer.Ordinal).Select(property => $"{Path(property)}={Value(property, values[property])}"));
    }

    // A photo's name in the store has no moment in it.
    private static string Value(IProperty property, object? value) =>
        value is not null && property.DeclaringType.ClrType == typeof(StoredPhoto) && property.Name == nameof(StoredPhoto.Key)
            ? "random"
            : Text(Json(value));

    private static string Path(IProperty property) => property.DeclaringType is IComplexType type
        ? $"{type.ComplexProperty.Name}.{property.Name}"
        : property.Name;

    [GeneratedRegex("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}(?![0-9a-f])(?<![0-9a-f]{33})")]
    private static partial Regex Identities();

    // What Data Protection sealed.
    [GeneratedRegex("CfDJ8[0-9A-Za-z_-]{50,}")]
    private static partial Regex Seals();

    private sealed class LinkConverter : JsonConverter<PhotoLink>
    {
        public override PhotoLink Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, PhotoLink value, JsonSerializerOptions options) => writer.WriteStringValue("a link");
    }
}
