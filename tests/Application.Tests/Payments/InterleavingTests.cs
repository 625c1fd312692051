using System.Collections.Concurrent;
using System.Globalization;
using CampusPhoto.Application.Orders;
using CampusPhoto.Application.Payments;
using CampusPhoto.Application.Tests.World;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;

namespace CampusPhoto.Application.Tests.Payments;

/// <summary>
/// Whatever notifications, queries, closings, payments, refunds, timeouts and crashes do to orders in whatever order, two at a
/// time: in the end our money is WeChat's money to the fen. <c>CAMPUSPHOTO_INTERLEAVINGS</c> tells how many orders live
/// through it: 3000 unless told; <c>./dev proofs</c> takes as many as a release needs.
/// </summary>
public sealed class InterleavingTests
{
    private const int Batch = 250;
    private const int PerSchool = 1000;
    private const int Rounds = 4;

    private static readonly int Orders = int.Parse(
        Environment.GetEnvironmentVariable("CAMPUSPHOTO_INTERLEAVINGS") ?? "3000", CultureInfo.InvariantCulture);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Random_interleavings_end_with_both_ledgers_equal()
    {
        // Schools of a thousand: what is compared at the end of each batch grows with all that came before.
        HashSet<OrderStatus> ends = [];
        for (var from = 0; from < Orders; from += PerSchool)
        {
            await using var school = await School.OpenAsync();
            await InterleaveAsync(school, from, Math.Min(from + PerSchool, Orders), ends);
        }

        ends.ShouldBe([OrderStatus.Cancelled, OrderStatus.PendingReview], ignoreOrder: true, "the lives were too much alike to prove anything");
    }

    private static async Task InterleaveAsync(School school, int from, int to, HashSet<OrderStatus> ends)
    {
        for (var done = from; done < to; done += Batch)
        {
            var random = new Random(20261125 + done);
            var lives = (await school.PlaceManyAsync(Math.Min(Batch, to - done))).Select(placed => new Life(school, placed.Student, placed.Order, random.Next())).ToArray();
            school.WeChatPay.Faults = Faulty(random.Next());
            for (var round = 0; round < Rounds; round++)
            {
                await Parallel.ForEachAsync(
                    lives, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Ct }, async (life, _) => await life.LiveAsync());
                school.Clock.Advance(TimeSpan.FromMinutes(random.Next(0, 8)));
                await Task.WhenAll(SurviveAsync(() => school.RunTimersAsync(random.Next(4) == 0)), SurviveAsync(() => school.RunTimersAsync()));
            }

            school.WeChatPay.Faults = _ => Fault.None;
            await Parallel.ForEachAsync(lives, Ct, async (life, _) => await life.ArriveAsync());
            await school.QuietenAsync();
            var orders = (await school.OrdersAsync([.. lives.Select(life => life.Order)])).ToDictionary(order => order.Id);
            var charged = school.WeChatPay.PaidCharges.ToLookup(charge => charge.OutTradeNo, charge => charge.TransactionId, StringComparer.Ordinal);
            foreach (var life in lives) ends.Add(life.PromisesHold(orders[life.Order], charged));
            await school.BooksAgreeAsync();
        }
    }

    private static Func<string, Fault> Faulty(int seed)
    {
        var random = new Random(seed);
        var gate = new Lock();
        return _ =>
        {
            lock (gate)
            {
                return random.Next(20) switch { 0 => Fault.LostRequest, 1 => Fault.LostAnswer, 2 => Fault.Crash, _ => Fault.None };
            }
        };
    }

    private static async Task SurviveAsync(Func<Task> deed)
    {
        try
        {
            await deed();
        }
        catch (TimeoutException)
        {
            // What the crash left behind is what the test is about.
            return;
        }
    }

    /// <summary>One order, and what a bystander knows of it.</summary>
    private sealed class Life(School school, AccountId student, OrderId id, int seed)
    {
        private readonly Random _random = new(seed);
        private readonly ConcurrentBag<PaymentFact> _onTheirWay = [];
        private readonly ConcurrentBag<string> _opened = [];
        private bool _cancelled;

        public OrderId Order => id;

        public async Task LiveAsync()
        {
            var first = _random.Next(12);
            var second = _random.Next(12);
            if (_random.Next(3) == 0) await Task.WhenAll(SurviveAsync(() => DoAsync(first)), SurviveAsync(() => DoAsync(second)));
            else await SurviveAsync(() => DoAsync(first));
        }

        public async Task ArriveAsync()
        {
            foreach (var fact in _onTheirWay) (await school.NotifyAsync(fact)).Error.ShouldBeNull();
        }

        public OrderStatus PromisesHold(Order order, ILookup<string, string> charged)
        {
            order.Charges.Select(charge => charge.TransactionId).ShouldBe(order.Attempts.SelectMany(attempt => charged[attempt.OutTradeNo]), ignoreOrder: true, $"I1, I2: what was charged is known, and nothing else (seed {seed})");
            order.Charges.Count(charge => charge.Disposition == ChargeDisposition.Accepted).ShouldBeLessThanOrEqualTo(1, "I3: one charge pays an order");
            (order.Status is OrderStatus.PendingReview).ShouldBe(
                order.Refundable.Fen == order.Price.Fen, $"an order goes on only with its money (seed {seed}, {order.Status}, {order.Refundable})");
            order.Status.ShouldBeOneOf(OrderStatus.PendingReview, OrderStatus.Cancelled);
            order.Attempts.ShouldAllBe(attempt => !attempt.IsOpen);
            order.Refunds.ShouldAllBe(refund => refund.State == RefundState.Succeeded);
            _opened.ShouldBeSubsetOf(order.Attempts.Select(attempt => attempt.OutTradeNo), "I5: what was acknowledged is there");
            if (_cancelled) order.Status.ShouldBe(OrderStatus.Cancelled, "I5: what was cancelled stays cancelled");
            return order.Status;
        }

        private async Task DoAsync(int deed)
        {
            switch (deed)
            {
                case 0 or 1 or 2:
                    var payment = await school.SendAsync(new StartPaymentProcess(student, id));
                    if (payment.Succeeded) _opened.Add(payment.Value.OutTradeNo);
                    break;
                case 3 or 4 or 5:
                    foreach (var number in await school.NumbersAsync(id))
                        if (school.WeChatPay.TryPay(number) is { } fact) _onTheirWay.Add(fact);
                    break;
                case 6:
                    foreach (var fact in _onTheirWay) await school.NotifyAsync(fact);
                    break;
                case 7:
                    if (_onTheirWay.TryPeek(out var told)) await Task.WhenAll(school.NotifyAsync(told), school.NotifyAsync(told), school.NotifyAsync(told));
                    break;
                case 8:
                    await school.SendAsync(new ConfirmPaymentProcess(student, id));
                    break;
                case 9:
                    if ((await school.SendAsync(new CancelOrderProcess(student, id))) is { Succeeded: true, Value.Status: OrderStatus.Cancelled }) _cancelled = true;
                    break;
                case 10:
                    await school.SendAsync(new RequestRefundCommand(id, "不再需要", Books.Operator, await school.VersionAsync(id)));
                    break;
                default:
                    await school.SendAsync(new ApproveRefundCommand(id, Books.Finance, await school.VersionAsync(id)));
                    break;
            }
        }
    }
}
