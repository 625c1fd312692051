using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Orders;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Messages;
using CampusPhoto.Domain.Orders;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Application.Messages;

/// <summary>Sends subscribe messages that are due; answers how many were tried.</summary>
public sealed record SendMessagesProcess : IProcess<int>;

internal sealed class SendMessagesHandler(
    ISender sender, IReadDb db, IDueWork due, ISubscribeMessages messages, IOptions<MessageOptions> options)
    : IRequestHandler<SendMessagesProcess, Result<int>>
{
    private const int MostAtOnce = 50;

    // A lost answer may have spent the student's consent: a few tries, and the in-app inbox has it anyway.
    private const int MostTries = 5;

    public async Task<Result<int>> Handle(SendMessagesProcess request, CancellationToken cancellationToken)
    {
        IReadOnlyList<Guid> claimed = await due.ClaimMessagesAsync(MostAtOnce, cancellationToken);
        foreach (Guid id in claimed)
        {
            SubscribeDelivery delivery = await db.Deliveries.SingleAsync(one => one.Id == id, cancellationToken);
            Result sent = await SendAsync(delivery, cancellationToken);
            if (sent.Error is { } error && error.Is(LoginErrors.WeChatUnavailable) && delivery.Tries < MostTries) continue;
            DeliveryState state = sent.Error is not { } refused ? DeliveryState.Sent
                : refused.Is(MessageErrors.NotAllowed) ? DeliveryState.NotAllowed
                : refused.Is(LoginErrors.WeChatUnavailable) ? DeliveryState.GivenUp
                : DeliveryState.Refused;
            string? fault = sent.Error is { } why && why.Facts.TryGetValue("errcode", out object? code) ? code.ToString() : sent.Error?.Code;
            await sender.Send(new RecordDeliveryCommand(id, state, fault), cancellationToken);
        }

        return claimed.Count;
    }

    private async Task<Result> SendAsync(SubscribeDelivery delivery, CancellationToken cancellationToken)
    {
        string? openId = await db.Accounts.Where(account => account.Id == delivery.AccountId)
            .Select(account => account.OpenId).SingleOrDefaultAsync(cancellationToken);
        Order? order = delivery.OrderId is { } id
            ? await db.Orders.SingleOrDefaultAsync(one => one.Id == id, cancellationToken)
            : null;
        if (openId is null || !options.Value.Templates.TryGetValue(delivery.Kind, out MessageTemplate? template)) return MessageErrors.Refused;
        Dictionary<string, string> values = template.Fields.ToDictionary(
            field => field.Key, field => Value(field.Value, delivery, order));
        string page = template.Page.Replace("{order}", order?.Id.Value.ToString() ?? "", StringComparison.Ordinal);
        return await messages.SendAsync(
            new SubscribeMessage(openId, delivery.TemplateId, page.Length == 0 ? null : page, values), cancellationToken);
    }

    private static string Value(string name, SubscribeDelivery delivery, Order? order) => name switch
    {
        "number" => order?.Number.Value ?? "-",
        "school" => order?.Identity.SchoolName ?? "-",
        "price" => ((order?.Price.Fen ?? 0) / 100m).ToString("0.00", CultureInfo.InvariantCulture),
        "status" => order is null ? "-" : OrderWords.Of(delivery.Status).Zh,
        "text" => Text(delivery).Zh,
        "due" => China(delivery.DueAt ?? delivery.At),
        _ => China(delivery.At),
    };

    private static LocalizedText Text(SubscribeDelivery delivery) => delivery.Kind switch
    {
        MessageKind.Answered => MessageWords.Answered,
        MessageKind.Missing => MessageWords.Missing,
        MessageKind.Reminder => MessageWords.Reminder(delivery.Action),
        MessageKind.PhotoChecked => delivery.Action == OrderAction.Approve
            ? new("照片初审合格", "The photo passed the first check")
            : new("照片初审未通过，请重拍", "The photo did not pass the first check"),
        _ => MessageWords.Of(delivery.Action, delivery.Status) ?? new("订单有新的进展", "Your order went on"),
    };

    private static string China(DateTimeOffset time) =>
        time.ToOffset(OrderNumber.ChinaOffset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}

internal sealed record RecordDeliveryCommand(Guid Id, DeliveryState State, string? Fault) : ICommand;

internal sealed class RecordDeliveryHandler(IInbox inbox, IAccountRepository accounts)
    : IRequestHandler<RecordDeliveryCommand, Result>
{
    public async Task<Result> Handle(RecordDeliveryCommand command, CancellationToken cancellationToken)
    {
        if (await inbox.FindDeliveryAsync(command.Id, cancellationToken) is not { } delivery) return CommonErrors.Conflict;
        delivery.End(command.State, command.Fault);
        if (command.State == DeliveryState.NotAllowed
            && await accounts.GetAsync(delivery.AccountId, cancellationToken) is { } account)
        {
            account.ForgetMessages(delivery.TemplateId);
        }

        return Result.Ok;
    }
}

/// <summary>Reminds students of deadlines that are near; answers how many.</summary>
public sealed record RemindStudentsProcess : IProcess<int>;

internal sealed class RemindStudentsHandler(ISender sender, IReadDb db, TimeProvider clock)
    : IRequestHandler<RemindStudentsProcess, Result<int>>
{
    private const int MostAtOnce = 200;

    public async Task<Result<int>> Handle(RemindStudentsProcess request, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset soon = now + Order.PaymentReminder;
        DateTimeOffset tomorrow = now + Order.ResubmissionReminder;
        List<OrderId> near = await db.Orders
            .Where(order => order.Status == OrderStatus.PendingPayment && order.PaymentDueAt <= soon && order.PaymentDueAt > now
                && order.RemindedOf != order.PaymentDueAt && order.EndsWhenClosed == null)
            .OrderBy(order => order.PaymentDueAt).Select(order => order.Id).Take(MostAtOnce).ToListAsync(cancellationToken);
        near.AddRange(await db.Orders
            .Where(order => (order.Status == OrderStatus.Rejected || order.Status == OrderStatus.Withdrawn)
                && order.ResubmissionDeadline <= tomorrow && order.ResubmissionEndsAt <= tomorrow
                && (order.ResubmissionDeadline > now || order.ResubmissionEndsAt > now)
                && order.RemindedOf != order.ResubmissionDeadline && order.RemindedOf != order.ResubmissionEndsAt)
            .OrderBy(order => order.ResubmissionDeadline).Select(order => order.Id).Take(MostAtOnce).ToListAsync(cancellationToken));
        return await sender.SendEachAsync(near.Select(id => new RemindStudentCommand(id)), cancellationToken);
    }
}

internal sealed record RemindStudentCommand(OrderId Order) : ICommand;

internal sealed class RemindStudentHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<RemindStudentCommand, Result>
{
    public async Task<Result> Handle(RemindStudentCommand command, CancellationToken cancellationToken) =>
        await orders.GetAsync(command.Order, cancellationToken) is { } order
            ? order.Remind(clock.GetUtcNow())
            : OrderErrors.NotFound;
}
