using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Infrastructure.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Tests.Messaging;

public sealed class EventNamesTests
{
    private static readonly DateTimeOffset At = new(2026, 5, 6, 7, 8, 9, 123, TimeSpan.Zero);
    private static readonly Guid Order = new("0197a000-0000-7000-8000-00000000000b");
    private static readonly Guid Owner = new("0197a000-0000-7000-8000-00000000000c");

    private static readonly IDomainEvent[] All =
    [
        new OrderTransitioned(
            new OrderId(Order), new OrderNumber("000015-20260506150809123"), new AccountId(Owner), OrderAction.ApplyPayment,
            OrderStatus.PendingPayment, OrderStatus.PendingReview, At),
        new PaymentSuspected(new OrderId(Order), "000015-20260506150809123-01", At),
        new RefundMoved(
            new OrderId(Order), new OrderNumber("000015-20260506150809123"), new AccountId(Owner), "R000015-20260506150809123-01-01",
            RefundState.Succeeded, At),
        new OrderReminded(new OrderId(Order), new AccountId(Owner), OrderAction.Pay, OrderStatus.PendingPayment, At, At),
        new ResultRecorded(
            new OrderId(Order), new OrderNumber("000015-20260506150809123"), false, OrderStatus.Completed, OrderStatus.Rejected, At),
        new ProofDisputed(
            new OrderId(Order), new OrderNumber("000015-20260506150809123"), OrderStatus.Completed, OrderStatus.Completed, At),
    ];

    // What stands in databases of older versions; a line here may be added but never changed.
    [Theory]
    [InlineData(0, "order.transitioned.v1", """{"orderId":"0197a000-0000-7000-8000-00000000000b","number":"000015-20260506150809123","accountId":"0197a000-0000-7000-8000-00000000000c","action":"ApplyPayment","from":"PendingPayment","to":"PendingReview","at":"2026-05-06T07:08:09.123+00:00"}""")]
    [InlineData(1, "payment.suspected.v1", """{"orderId":"0197a000-0000-7000-8000-00000000000b","outTradeNo":"000015-20260506150809123-01","at":"2026-05-06T07:08:09.123+00:00"}""")]
    [InlineData(2, "refund.moved.v1", """{"orderId":"0197a000-0000-7000-8000-00000000000b","number":"000015-20260506150809123","accountId":"0197a000-0000-7000-8000-00000000000c","outRefundNo":"R000015-20260506150809123-01-01","state":"Succeeded","at":"2026-05-06T07:08:09.123+00:00"}""")]
    [InlineData(3, "order.reminded.v1", """{"orderId":"0197a000-0000-7000-8000-00000000000b","accountId":"0197a000-0000-7000-8000-00000000000c","action":"Pay","status":"PendingPayment","dueAt":"2026-05-06T07:08:09.123+00:00","at":"2026-05-06T07:08:09.123+00:00"}""")]
    [InlineData(4, "order.result_recorded.v1", """{"orderId":"0197a000-0000-7000-8000-00000000000b","number":"000015-20260506150809123","accepted":false,"from":"Completed","to":"Rejected","at":"2026-05-06T07:08:09.123+00:00"}""")]
    [InlineData(5, "order.proof_disputed.v1", """{"orderId":"0197a000-0000-7000-8000-00000000000b","number":"000015-20260506150809123","from":"Completed","to":"Completed","at":"2026-05-06T07:08:09.123+00:00"}""")]
    public async Task A_stored_event_keeps_its_name_and_shape_and_is_read_back_equal(int index, string name, string payload)
    {
        EventNames.Write(All[index]).ShouldBe((name, payload));

        (await ReadAsync(name, payload)).ShouldBe(All[index]);
    }

    [Fact]
    public void Every_event_of_the_domain_has_a_name_and_a_line_in_this_test()
    {
        var events = typeof(Order).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IDomainEvent))).ToList();

        EventNames.Types.ShouldBe(events, ignoreOrder: true);
        All.Select(happened => happened.GetType()).ShouldBe(events, ignoreOrder: true);
    }

    [Fact]
    public void An_event_without_a_name_cannot_be_saved_and_an_unknown_name_is_not_read()
    {
        Should.Throw<InvalidOperationException>(() => EventNames.Write(new Nameless(At))).Message.ShouldContain(nameof(Nameless));
        EventNames.Read("order.transitioned.v99", "{}").ShouldBeNull();
    }

    private static async Task<IDomainEvent?> ReadAsync(string name, string payload)
    {
        var caught = new Caught();
        await using var services = new ServiceCollection()
            .AddSingleton<IEventHandler<OrderTransitioned>>(caught).AddSingleton<IEventHandler<PaymentSuspected>>(caught)
            .AddSingleton<IEventHandler<RefundMoved>>(caught).AddSingleton<IEventHandler<OrderReminded>>(caught)
            .AddSingleton<IEventHandler<ResultRecorded>>(caught).AddSingleton<IEventHandler<ProofDisputed>>(caught)
            .BuildServiceProvider();
        await EventNames.Read(name, payload)!.HandleAsync(services, 0, Guid.Empty, TestContext.Current.CancellationToken);
        return caught.Event;
    }

    private sealed record Nameless(DateTimeOffset At) : IDomainEvent;

    private sealed class Caught
        : IEventHandler<OrderTransitioned>, IEventHandler<PaymentSuspected>, IEventHandler<RefundMoved>, IEventHandler<OrderReminded>,
            IEventHandler<ResultRecorded>, IEventHandler<ProofDisputed>
    {
        public IDomainEvent? Event { get; private set; }

        public Task HandleAsync(Guid messageId, OrderTransitioned happened, CancellationToken cancellationToken) => Keep(happened);

        public Task HandleAsync(Guid messageId, PaymentSuspected happened, CancellationToken cancellationToken) => Keep(happened);

        public Task HandleAsync(Guid messageId, RefundMoved happened, CancellationToken cancellationToken) => Keep(happened);

        public Task HandleAsync(Guid messageId, OrderReminded happened, CancellationToken cancellationToken) => Keep(happened);

        public Task HandleAsync(Guid messageId, ResultRecorded happened, CancellationToken cancellationToken) => Keep(happened);

        public Task HandleAsync(Guid messageId, ProofDisputed happened, CancellationToken cancellationToken) => Keep(happened);

        private Task Keep(IDomainEvent happened)
        {
            Event = happened;
            return Task.CompletedTask;
        }
    }
}
