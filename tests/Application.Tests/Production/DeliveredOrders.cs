using CampusPhoto.Application.Tests.World;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using CampusPhoto.Domain.Production;
using CampusPhoto.Domain.Submissions;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Tests.Production;

internal static class DeliveredOrders
{
    private static readonly Actor Operator = new(ActorKind.Operator, new Guid("0197a000-0000-7000-8000-000000000002"));
    private static readonly Actor Reviewer = new(ActorKind.Reviewer, new Guid("0197a000-0000-7000-8000-000000000001"));

    /// <summary>Delivered orders, led there by the domain's own methods and saved at once.</summary>
    public static async Task<(BatchId Batch, IReadOnlyList<string> Numbers)> MakeAsync(
        School school, int count, Func<int, Task<StoredPhoto>>? photos = null)
    {
        var placed = await school.PlaceManyAsync(count, photos);
        return await school.ReadAsync(async db =>
        {
            OrderId[] ids = [.. placed.Select(one => one.Order)];
            var orders = await db.Orders.Include(order => order.History).Where(order => ids.Contains(order.Id)).ToListAsync();
            var submissions = await db.Submissions.ToDictionaryAsync(photo => photo.Id);
            var batch = new ProductionBatch(new BatchId(Guid.CreateVersion7()), orders[0].CampaignId, Operator.Id, school.Now);
            db.Add(batch);
            foreach (var order in orders)
            {
                var student = new Actor(ActorKind.Student, order.AccountId.Value);
                var attempt = order.Pay("wx0a1b2c3d4e5f6071", "1900000109", "openid", student, school.Now).Value;
                order.ApplyPayment(
                    new PaymentFact(attempt.OutTradeNo, $"42{order.Number}", attempt.AppId, attempt.MerchantId, attempt.PayerOpenId, order.Price.Fen, Money.Currency, school.Now),
                    school.Now).Value.ShouldBe(ChargeOutcome.Accepted);
                order.Claim(Reviewer, null, TimeSpan.FromMinutes(10), school.Now).ShouldBe(Result.Ok);
                order.Approve(order.CurrentSubmissionId, Reviewer, school.Now).ShouldBe(Result.Ok);
                db.Add(batch.Take(order, submissions[order.CurrentSubmissionId], Operator, school.Now).Value);
                order.Complete("交接单", Operator, school.Now).ShouldBe(Result.Ok);
            }

            batch.Lock(school.Now).ShouldBe(Result.Ok);
            batch.Deliver("交接单", school.Now).ShouldBe(Result.Ok);
            await db.SaveChangesAsync();
            return (batch.Id, (IReadOnlyList<string>)[.. orders.Select(order => order.Number.Value)]);
        });
    }
}
