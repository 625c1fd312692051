using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Application.Orders;

/// <summary>加洗: orders prints of an approved photo of one's own.</summary>
/// <param name="Account">The account.</param>
/// <param name="Source">The order whose photo is printed.</param>
/// <param name="OfferId">The offer on the price list.</param>
/// <param name="Sheets">How many sheets: 1 to 20.</param>
/// <param name="Delivery">How they come to the student.</param>
/// <param name="Address">Where they are sent; null where they are picked up at the school.</param>
public sealed record PlaceReprintCommand(
    AccountId Account, OrderId Source, string OfferId, int Sheets, ReprintDelivery Delivery, PostalAddress? Address)
    : ICommand<ReprintView>, IIdempotent;

internal sealed class PlaceReprintValidator : AbstractValidator<PlaceReprintCommand>
{
    public PlaceReprintValidator()
    {
        RuleFor(command => command.Source).NotEqual(default(OrderId)).OverridePropertyName("OrderId")
            .Says("请提供订单编号 orderId。", "Give the order whose photo is printed, orderId.");
        RuleFor(command => command.OfferId).NotEmpty().MaximumLength(Reprint.MaxOfferIdLength)
            .Says("请选择加洗规格。", "Choose an offer from the price list.");
        RuleFor(command => command.Sheets).InclusiveBetween(1, Reprint.MaxSheets)
            .Says("份数应为 1 至 20。", "Order 1 to 20 sheets.");
        RuleFor(command => command.Address).Must((command, address) => (address is not null) == (command.Delivery == ReprintDelivery.Post))
            .Says("邮寄请填写收件地址；到校自取请不要填写。", "Give an address for Post, and none for PickUp.");
        When(command => command.Address is not null, () =>
        {
            RuleFor(command => command.Address!.Recipient).NotEmpty().MaximumLength(Reprint.MaxRecipientLength)
                .OverridePropertyName("Address.Recipient").Says("请填写收件人，最长 40 个字符。", "Give the recipient, at most 40 characters.");
            RuleFor(command => command.Address!.Phone).Matches("^[0-9+ -]{5,20}$")
                .OverridePropertyName("Address.Phone").Says("请填写收件电话。", "Give a phone number of 5 to 20 digits.");
            RuleFor(command => command.Address!.Address).NotEmpty().MaximumLength(Reprint.MaxAddressLength)
                .OverridePropertyName("Address.Address").Says("请填写收件地址，最长 200 个字符。", "Give the address, at most 200 characters.");
        });
    }
}

/// <summary>加洗订单.</summary>
/// <param name="Order">The order, to be paid like any other.</param>
/// <param name="SourceOrderId">The order whose photo is printed.</param>
/// <param name="OfferId">The offer on the price list.</param>
/// <param name="OfferName">Its name; its identity where the price list no longer has it.</param>
/// <param name="Sheets">How many sheets.</param>
/// <param name="SheetPrice">What a sheet costs.</param>
/// <param name="Postage">What sending costs.</param>
/// <param name="Delivery">How they come to the student.</param>
/// <param name="Address">Where they are sent; null where they are picked up, and once it was erased.</param>
/// <param name="Parcel">快递公司与快递单号, once they are on their way; null once erased.</param>
/// <param name="SentAt">When the parcel was recorded.</param>
public sealed record ReprintView(
    OrderView Order,
    Guid SourceOrderId,
    string OfferId,
    ShownText OfferName,
    int Sheets,
    MoneyView SheetPrice,
    MoneyView Postage,
    ReprintDelivery Delivery,
    PostalAddress? Address,
    TrackedParcel? Parcel,
    DateTimeOffset? SentAt)
{
    internal static ReprintView Of(Order order, Reprint reprint, ReprintOptions options, DateTimeOffset now) => new(
        OrderView.Of(order, now), reprint.SourceOrderId.Value, reprint.Job.OfferId, NameOf(reprint, options), reprint.Job.Sheets,
        MoneyView.Of(reprint.Job.SheetPrice), MoneyView.Of(reprint.Job.Postage), reprint.Delivery, AddressOf(reprint),
        reprint is { Carrier: { } carrier, ParcelNumber: { } number } ? new TrackedParcel(carrier, number) : null,
        reprint.SentAt?.ToOffset(OrderNumber.ChinaOffset));

    internal static ShownText NameOf(Reprint reprint, ReprintOptions options) => new(
        options.Offers.TryGetValue(reprint.Job.OfferId, out ReprintOffer? offer)
            ? offer.Name
            : new LocalizedText(reprint.Job.OfferId, reprint.Job.OfferId));

    internal static PostalAddress? AddressOf(Reprint reprint) =>
        reprint is { Recipient: { } recipient, Phone: { } phone, Address: { } address } ? new PostalAddress(recipient, phone, address) : null;
}

internal sealed class PlaceReprintHandler(
    IOrderRepository orders, IReprints reprints, ISubmissionRepository submissions, IAccountRepository accounts,
    OrderNumberSource numbers, IOptions<ReprintOptions> options, TimeProvider clock)
    : IRequestHandler<PlaceReprintCommand, Result<ReprintView>>
{
    public async Task<Result<ReprintView>> Handle(PlaceReprintCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetOwnAsync(command.Source, command.Account, cancellationToken) is not { } source) return OrderErrors.NotFound;
        if (await accounts.GetAsync(command.Account, cancellationToken) is not { } account) return AccountErrors.SessionEnded;
        if (!options.Value.Offers.TryGetValue(command.OfferId, out ReprintOffer? offer)) return ReprintErrors.OfferUnknown;
        if (await submissions.GetAsync(source.CurrentSubmissionId, cancellationToken) is not { } photo) return ReprintErrors.PhotoNotApproved;
        PrintJob job = offer.For(
            command.OfferId, command.Sheets, command.Delivery == ReprintDelivery.Post ? new Money(options.Value.PostageFen) : Money.Zero);
        (OrderNumber number, DateTimeOffset placedAt) = numbers.Next();
        Result<Order> placed = Order.PlaceReprint(
            Id.New<OrderId>(placedAt), number, source, photo, account, job.Price, TimeSpan.FromMinutes(options.Value.PaymentMinutes), placedAt);
        if (placed.Error is { } error) return error;
        if (await reprints.FindUnpaidAsync(source.EnrolmentId, cancellationToken) is { } unpaid)
            return OrderErrors.AlreadyPlaced.With("orderId", unpaid.Value);
        var reprint = new Reprint(placed.Value.Id, source.Id, account.Id, job, command.Delivery, command.Address);
        orders.Add(placed.Value);
        reprints.Add(reprint);
        return ReprintView.Of(placed.Value, reprint, options.Value, clock.GetUtcNow());
    }
}

/// <summary>One order for prints of the account.</summary>
public sealed record GetReprintQuery(AccountId Account, OrderId Order) : IQuery<ReprintView>;

internal sealed class GetReprintHandler(IReadDb db, IOptions<ReprintOptions> options, TimeProvider clock)
    : IRequestHandler<GetReprintQuery, Result<ReprintView>>
{
    public async Task<Result<ReprintView>> Handle(GetReprintQuery query, CancellationToken cancellationToken)
    {
        Order? order = await db.Cards().SingleOrDefaultAsync(
            found => found.Id == query.Order && found.AccountId == query.Account && found.Kind == OrderKind.Reprint, cancellationToken);
        if (order is null) return OrderErrors.NotFound;
        Reprint reprint = await db.Reprints.SingleAsync(found => found.OrderId == order.Id, cancellationToken);
        return ReprintView.Of(order, reprint, options.Value, clock.GetUtcNow());
    }
}

/// <summary>加洗价目表.</summary>
public sealed record ListReprintOffersQuery : IQuery<ReprintOffersView>;

/// <summary>加洗价目表.</summary>
/// <param name="Offers">What can be printed.</param>
/// <param name="Postage">What sending costs; picking up at the school costs nothing.</param>
/// <param name="MaxSheets">Greatest number of sheets in one order.</param>
public sealed record ReprintOffersView(IReadOnlyList<ReprintOfferView> Offers, MoneyView Postage, int MaxSheets);

/// <summary>One line of the price list.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">What it is.</param>
/// <param name="Paper">Photo paper.</param>
/// <param name="WidthMm">Width of one print in millimetres; null for the photo's own size.</param>
/// <param name="SheetPrice">What a sheet costs.</param>
public sealed record ReprintOfferView(string Id, ShownText Name, PrintPaper Paper, int? WidthMm, MoneyView SheetPrice);

internal sealed class ListReprintOffersHandler(IOptions<ReprintOptions> options)
    : IRequestHandler<ListReprintOffersQuery, Result<ReprintOffersView>>
{
    public Task<Result<ReprintOffersView>> Handle(ListReprintOffersQuery query, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ReprintOffersView>>(new ReprintOffersView(
            [
                .. options.Value.Offers.OrderBy(offer => offer.Key, StringComparer.Ordinal).Select(offer => new ReprintOfferView(
                    offer.Key, new ShownText(offer.Value.Name), offer.Value.Paper, offer.Value.WidthMm, MoneyView.Of(new Money(offer.Value.SheetFen)))),
            ],
            MoneyView.Of(new Money(options.Value.PostageFen)), Reprint.MaxSheets));
}
