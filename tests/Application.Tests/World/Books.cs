using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Tests.World;

/// <summary>What must hold of money, whatever happened.</summary>
internal static class Books
{
    public static readonly Guid Operator = new("0197a000-0000-7000-8000-000000000002");
    public static readonly Guid Finance = new("0197a000-0000-7000-8000-000000000003");
    public static readonly Guid SecondFinance = new("0197a000-0000-7000-8000-000000000004");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Time goes on until nothing is due; WeChat ends its refunds well.</summary>
    public static async Task QuietenAsync(this School school)
    {
        for (var hours = 0; hours < 3; hours++)
        {
            school.Clock.Advance(TimeSpan.FromMinutes(40));
            while ((await school.RunTimersAsync()) is { } run && run.Asked + run.RefundsTried + run.Expired > 0)
            {
                foreach (var refund in school.WeChatPay.Refunds.Where(refund => refund.Outcome == RefundOutcome.Processing))
                    school.WeChatPay.EndRefund(refund.OutRefundNo, RefundOutcome.Succeeded);
            }
        }
    }

    /// <summary>Every order is either paid once or cancelled with all its money back, and both ledgers agree to the fen.</summary>
    public static async Task MoneyHoldsAsync(this School school, IEnumerable<OrderId> orders)
    {
        foreach (var id in orders)
        {
            var order = await school.OrderAsync(id);
            var charged = school.WeChatPay.PaidCharges.Where(charge => charge.OutTradeNo.StartsWith(order.Number.Value, StringComparison.Ordinal));
            order.Charges.Select(charge => charge.TransactionId).ShouldBe(charged.Select(charge => charge.TransactionId), ignoreOrder: true);
            order.Status.ShouldBeOneOf(OrderStatus.PendingReview, OrderStatus.Cancelled);
            (order.Paid.Fen - order.Returned.Fen).ShouldBe(order.Status == OrderStatus.PendingReview ? order.Price.Fen : 0, order.Number.Value);
            order.Refunds.ShouldAllBe(refund => refund.State == RefundState.Succeeded);
            order.Attempts.ShouldAllBe(attempt => !attempt.IsOpen);
        }

        await school.BooksAgreeAsync();
    }

    public static async Task BooksAgreeAsync(this School school)
    {
        var lines = await school.ReadAsync(db => db.LedgerEntries.AsNoTracking().ToListAsync(Ct));
        lines.GroupBy(line => line.Posting).ShouldAllBe(posting => posting.Sum(line => line.AmountFen) == 0 && posting.Count() == 2);
        var ours = lines.Where(line => line.Book == LedgerBook.Provider).Sum(line => line.AmountFen);
        var theirs = school.WeChatPay.PaidCharges.Sum(charge => charge.AmountFen)
            - school.WeChatPay.Refunds.Where(refund => refund.Outcome == RefundOutcome.Succeeded).Sum(refund => refund.AmountFen);
        ours.ShouldBe(theirs, "I4: both ledgers are equal to the fen");
        lines.Where(line => line.Book is LedgerBook.Owed or LedgerBook.Examined).Sum(line => line.AmountFen).ShouldBe(0, "nothing is still owed");
        school.WeChatPay.Overdrawn.ShouldBeFalse("more was asked back than was paid");
    }
}
