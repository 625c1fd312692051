using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Payments;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>发货信息管理.</summary>
internal sealed class ShippingInformation(MiniProgramCalls calls, IOptions<WeChatOptions> options, TimeProvider clock)
    : IShippingInformation
{
    private const string Root = "/wxa/sec/order/";
    private const int ByTransaction = 2;
    private const int InOneGo = 1;
    private const int Presale = 1;
    private const int MaxItemLength = 120;
    private static readonly TimeSpan ChinaStandardTime = TimeSpan.FromHours(8);

    public async Task<Result<bool>> IsDemandedAsync(CancellationToken cancellationToken)
    {
        var sent = await calls.AskAsync<ManagedAnswer>(
            "is_trade_managed", $"{Root}is_trade_managed", new ManagedBody(options.Value.AppId), cancellationToken);
        if (sent.Error is { } error) return error;
        return sent.Value is { Errcode: null or 0, IsTradeManaged: { } managed } ? managed : LoginErrors.WeChatUnavailable;
    }

    public async Task<Result> UploadAsync(Shipment shipment, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shipment.Item.Length, MaxItemLength);
        if ((shipment.Kind == ShippingKind.Express) != (shipment.Parcel is not null))
            throw new ArgumentException("A parcel belongs to express, and to express only.", nameof(shipment));

        // WeChat refuses times of the future.
        var at = shipment.ShippedAt < clock.GetUtcNow() ? shipment.ShippedAt : clock.GetUtcNow();
        var body = new ShipmentBody(
            new OrderKey(ByTransaction, shipment.TransactionId),
            NumberOf(shipment.Kind),
            InOneGo,
            [
                new ShippedItem(
                    shipment.Parcel?.TrackingNumber,
                    shipment.Parcel?.Company,
                    shipment.Item,
                    shipment.Parcel?.ReceiverPhone is { } phone ? new ShipmentContact(Masked(phone)) : null),
            ],
            at.ToOffset(ChinaStandardTime).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture),
            new ShipmentPayer(shipment.PayerOpenId));
        var sent = await calls.SendOnceAsync<DoneAnswer>(
            "upload_shipping_info", $"{Root}upload_shipping_info", body, cancellationToken);
        return sent.Error ?? Refusal(sent.Value.Errcode) ?? Result.Ok;
    }

    public async Task<Result<ShippingState>> FindAsync(string transactionId, CancellationToken cancellationToken)
    {
        var sent = await calls.AskAsync<FindShipmentAnswer>(
            "get_order", $"{Root}get_order", new FindShipmentBody(transactionId), cancellationToken);
        if (sent.Error is { } error) return error;
        if (Refusal(sent.Value.Errcode) is { } refused) return refused;
        return sent.Value.Order is { OrderState: { } state } found && found.TransactionId == transactionId
            ? StateOf(state)
            : LoginErrors.WeChatUnavailable;
    }

    public async Task<Result> ReportPresaleAsync(
        string transactionId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var body = new PresaleBody(transactionId, Presale, until.ToUnixTimeSeconds());
        var sent = await calls.SendOnceAsync<DoneAnswer>("opspecialorder", $"{Root}opspecialorder", body, cancellationToken);
        return sent.Error ?? Refusal(sent.Value.Errcode) ?? Result.Ok;
    }

    private static Error? Refusal(int? errcode) => errcode switch
    {
        null or 0 or WeChatErrorCode.ShippingUnchanged => null,
        WeChatErrorCode.PaymentNotFound => ShippingErrors.NotYet,
        WeChatErrorCode.ShippedAlready or WeChatErrorCode.CorrectedAlready => ShippingErrors.Already,
        { } code when WeChatErrorCode.IsPassing(code) => LoginErrors.WeChatUnavailable,
        { } code => ShippingErrors.Refused.With("errcode", code.ToString(CultureInfo.InvariantCulture)),
    };

    private static string Masked(string phone) => phone.Length > 4 ? $"****{phone[^4..]}" : "****";

    private static int NumberOf(ShippingKind kind) => kind switch
    {
        ShippingKind.Express => 1,
        ShippingKind.SameCity => 2,
        ShippingKind.Virtual => 3,
        _ => 4,
    };

    private static ShippingState StateOf(int number) => number switch
    {
        1 => ShippingState.Waiting,
        2 => ShippingState.Shipped,
        3 => ShippingState.Received,
        4 => ShippingState.Completed,
        5 => ShippingState.Refunded,
        6 => ShippingState.Settling,
        _ => ShippingState.Other,
    };
}
