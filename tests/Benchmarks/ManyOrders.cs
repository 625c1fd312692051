using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Schools;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Benchmarks;

/// <summary>
/// Fills a database with orders and their history after the model of one that was placed by the API: every fiftieth waits
/// for review, the others are delivered, and each belongs to another student but those of the model's own.
/// </summary>
internal static class ManyOrders
{
    /// <summary>Orders of the model's student.</summary>
    public const int Own = 50;

    private const int Queued = 50;

    /// <param name="api">Whose database it is.</param>
    /// <param name="modelId">The model.</param>
    /// <param name="count">How many orders.</param>
    /// <param name="campaign">Whose the order of that number is; the model's unless told.</param>
    /// <param name="school">Whose school's the order of that number is, and then every one waits for review; the model's unless told.</param>
    /// <returns>The number of an order in the middle.</returns>
    public static async Task<string> AddAsync(
        Api api, Guid modelId, int count, Func<int, CampaignId>? campaign = null, Func<int, SchoolId>? school = null)
    {
        await using var services = PassedSubmissions.Services(api);
        await using var scope = services.CreateAsyncScope();
        await using var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var model = await db.Orders.AsNoTracking().SingleAsync(order => order.Id == new OrderId(modelId));
        await db.Database.OpenConnectionAsync();

        // Students and enrolments of the others are not looked at by any list.
        await db.Database.ExecuteSqlRawAsync(db.Database.IsNpgsql() ? "SET session_replication_role = replica" : "PRAGMA foreign_keys = OFF");
        await using var transaction = await db.Database.BeginTransactionAsync();
        await using var orders = await Copies.OfAsync(db, db.Model.FindEntityType(typeof(Order))!, nameof(Order.Id), model.Id);
        await using var history = await Copies.OfAsync(db, db.Model.FindEntityType(typeof(OrderTransition))!, "OrderId", model.Id);
        var first = model.PlacedAt.AddDays(-60);
        var apart = TimeSpan.FromDays(60) / count;
        var middle = "";
        for (var order = 0; order < count; order++)
        {
            var at = first + (order * apart);
            var id = Id.New<OrderId>(at);
            var number = $"B{order:0000000000000000000}";
            if (order == count / 2) middle = number;
            orders.Set(nameof(Order.Id), id);
            orders.Set(nameof(Order.Number), new OrderNumber(number));
            orders.Set(nameof(Order.PlacedAt), at);
            var waits = school is not null || order % Queued == 0;
            orders.Set(nameof(Order.QueuedAt), waits ? at : null);
            orders.Set(nameof(Order.Status), waits ? OrderStatus.PendingReview : OrderStatus.Completed);
            orders.Set(nameof(Order.AccountId), order % (count / Own) == 0 ? model.AccountId : new AccountId(Guid.CreateVersion7()));
            orders.Set("StudentHash", new KeyedHash($"{order:x64}"));
            if (campaign is not null) orders.Set(nameof(Order.CampaignId), campaign(order));
            if (school is not null) orders.Set(nameof(Order.SchoolId), school(order));
            await orders.InsertAsync();
            history.Set("OrderId", id);
            await history.InsertAsync();
        }

        await transaction.CommitAsync();
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
        return middle;
    }
}
