using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Tests.World;

/// <summary>By which indexes SQLite answers a query that was logged.</summary>
internal static partial class QueryPlan
{
    /// <returns>The lines of the plan: what is searched or scanned, by which index, and what is sorted.</returns>
    public static async Task<IReadOnlyList<string>> OfAsync(Node node, string logged)
    {
        await using var db = node.Open();
        await db.Database.OpenConnectionAsync();
        await using var explain = db.Database.GetDbConnection().CreateCommand();
        explain.CommandText = $"EXPLAIN QUERY PLAN {logged[logged.IndexOf("SELECT", StringComparison.Ordinal)..]}";
        foreach (var name in Parameter().Matches(explain.CommandText).Select(match => match.Value).Distinct())
            explain.Parameters.Add(new SqliteParameter(name, DBNull.Value));
        List<string> plan = [];
        await using var rows = await explain.ExecuteReaderAsync();
        while (await rows.ReadAsync()) plan.Add(rows.GetString(3));
        return plan;
    }

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();
}
