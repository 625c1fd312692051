using System.Globalization;
using CampusPhoto.Application.Payments;
using CampusPhoto.Application.Tests.World;
using CampusPhoto.Domain.Orders;

namespace CampusPhoto.Application.Tests.Payments;

/// <summary>
/// Notifications come many times, at once, out of order, late, or never. <c>CAMPUSPHOTO_NOTIFICATIONS</c> and
/// <c>CAMPUSPHOTO_UNTOLD</c> tell how many: 8000, and 500 orders, unless told; <c>./dev proofs</c> takes more.
/// </summary>
public sealed class NotificationStormTests
{
    private const int Copies = 64;

    private static readonly int Notifications = Count("CAMPUSPHOTO_NOTIFICATIONS", 8_000);
    private static readonly int Untold = Count("CAMPUSPHOTO_UNTOLD", 500);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sixty_four_copies_of_each_notification_at_once_in_any_order_and_two_days_late_have_one_effect_each()
    {
        await using var school = await School.OpenAsync();
        for (var told = 0; told < Notifications; told += 10 * Copies)
        {
            var numbers = await OpenAsync(school, 10);
            var facts = numbers.Select(school.WeChatPay.Pay).ToArray();
            var random = new Random(told);
            if (told % 3 == 0) school.Clock.Advance(TimeSpan.FromDays(2));
            var notices = facts.SelectMany(fact => Enumerable.Repeat(fact, Copies)).ToArray();
            random.Shuffle(notices);
            await Parallel.ForEachAsync(notices, new ParallelOptions { MaxDegreeOfParallelism = Copies, CancellationToken = Ct }, async (fact, _) =>
            {
                // What is put off is told again by WeChat.
                while ((await school.NotifyAsync(fact)).Error is { } error) error.Code.ShouldBe("request.conflict");
            });
            foreach (var fact in facts)
            {
                var order = await school.ReadAsync(async db => await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.SingleAsync(
                    db.Orders.Where(one => one.Attempts.Any(attempt => attempt.OutTradeNo == fact.OutTradeNo)).Select(one => one.Id), Ct));
                var paid = await school.OrderAsync(order);
                (paid.Status, paid.Charges.Count, paid.History.Count(line => line.Action == OrderAction.ApplyPayment))
                    .ShouldBe((OrderStatus.PendingReview, 1, 1));
            }
        }

        await school.QuietenAsync();
        await school.BooksAgreeAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    public async Task Whatever_part_of_the_notifications_is_never_delivered_all_is_settled_by_asking(int percentLost)
    {
        await using var school = await School.OpenAsync();
        var placed = await school.PlaceManyAsync(Untold / 3);
        await Parallel.ForEachAsync(placed, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Ct }, async (one, _) =>
        {
            var number = (await school.SendAsync(new StartPaymentProcess(one.Student, one.Order))).Value.OutTradeNo;
            var fact = school.WeChatPay.Pay(number);
            if (Math.Abs(number.GetHashCode(StringComparison.Ordinal)) % 100 >= percentLost && percentLost < 100)
                (await school.NotifyAsync(fact)).Error.ShouldBeNull();
        });

        // WeChat's plan has its first age at five seconds.
        school.Clock.Advance(TimeSpan.FromSeconds(5));
        while ((await school.RunTimersAsync()).Asked > 0) Ct.ThrowIfCancellationRequested();
        await school.MoneyHoldsAsync(placed.Select(one => one.Order));
        school.WeChatPay.PaidCharges.Count().ShouldBe(placed.Count);
    }

    private static async Task<string[]> OpenAsync(School school, int count) => await Task.WhenAll(
        (await school.PlaceManyAsync(count)).Select(async one =>
            (await school.SendAsync(new StartPaymentProcess(one.Student, one.Order))).Value.OutTradeNo));

    private static int Count(string name, int usual) =>
        int.Parse(Environment.GetEnvironmentVariable(name) ?? usual.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
