using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;

namespace CampusPhoto.Application.Payments;

/// <summary>All means of payment.</summary>
internal sealed class PaymentProviders(IEnumerable<IPaymentProvider> providers)
{
    private readonly IPaymentProvider[] _providers = [.. providers];

    public IPaymentProvider Of(PaymentMethod method) => Array.Find(_providers, provider => provider.Method == method)
        ?? throw new ArgumentOutOfRangeException(nameof(method), method, "No provider has this means of payment.");

    public IEnumerable<IPaymentProvider> For(Money price) => _providers.Where(provider => provider.Offers(price));
}

/// <summary>WeChat Pay within the mini-program.</summary>
internal sealed class WeChatProvider(IPaymentGateway gateway) : IPaymentProvider
{
    public PaymentMethod Method => PaymentMethod.WeChat;

    public PaymentCapabilities Capabilities =>
        PaymentCapabilities.ClientLaunch | PaymentCapabilities.Query | PaymentCapabilities.Close | PaymentCapabilities.Refund
        | PaymentCapabilities.Notification | PaymentCapabilities.Bill;

    // WeChat refuses a charge of nothing.
    public bool Offers(Money price) => !price.IsZero;

    public Task<Result<Charge>> QueryAsync(string account, string outTradeNo, CancellationToken cancellationToken) =>
        gateway.QueryAsync(account, outTradeNo, cancellationToken);

    public Task<Result> CloseAsync(string account, string outTradeNo, CancellationToken cancellationToken) =>
        gateway.CloseAsync(account, outTradeNo, cancellationToken);

    public Task<Result<RefundFact>> RefundAsync(RefundRequest request, CancellationToken cancellationToken) =>
        gateway.RefundAsync(request, cancellationToken);

    public Task<Result<RefundFact>> QueryRefundAsync(string account, string outRefundNo, CancellationToken cancellationToken) =>
        gateway.QueryRefundAsync(account, outRefundNo, cancellationToken);
}

/// <summary>A transfer or cash: people confirm both ways, so there is nobody to ask.</summary>
internal sealed class TransferProvider : IPaymentProvider
{
    public PaymentMethod Method => PaymentMethod.Transfer;

    public PaymentCapabilities Capabilities => PaymentCapabilities.Evidence;

    public bool Offers(Money price) => !price.IsZero;

    public Task<Result<Charge>> QueryAsync(string account, string outTradeNo, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Charge>>(new Charge(outTradeNo, ChargeState.Unknown, null));

    public Task<Result> CloseAsync(string account, string outTradeNo, CancellationToken cancellationToken) =>
        Task.FromResult(Result.Ok);

    public Task<Result<RefundFact>> RefundAsync(RefundRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<RefundFact>>(PaymentErrors.RefundRefused);

    public Task<Result<RefundFact>> QueryRefundAsync(string account, string outRefundNo, CancellationToken cancellationToken) =>
        Task.FromResult<Result<RefundFact>>(PaymentErrors.RefundUnknown);
}

/// <summary>Nothing is due, because the price is nothing or the school pays: the order is paid as it is placed.</summary>
internal sealed class FreeProvider : IPaymentProvider
{
    public PaymentMethod Method => PaymentMethod.Free;

    public PaymentCapabilities Capabilities => PaymentCapabilities.None;

    public bool Offers(Money price) => price.IsZero;

    public Task<Result<Charge>> QueryAsync(string account, string outTradeNo, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Charge>>(PaymentErrors.Unknown);

    public Task<Result> CloseAsync(string account, string outTradeNo, CancellationToken cancellationToken) =>
        Task.FromResult(Result.Failure(PaymentErrors.Unknown));

    public Task<Result<RefundFact>> RefundAsync(RefundRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<RefundFact>>(OrderErrors.NothingPaid);

    public Task<Result<RefundFact>> QueryRefundAsync(string account, string outRefundNo, CancellationToken cancellationToken) =>
        Task.FromResult<Result<RefundFact>>(PaymentErrors.RefundUnknown);
}
