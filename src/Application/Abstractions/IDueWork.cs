using CampusPhoto.Domain.Payments;

namespace CampusPhoto.Application.Abstractions;

/// <summary>
/// What is to be asked of or told to WeChat. Each row holds its own time, and claiming it moves that
/// time on by one conditional statement: of several nodes one gets it, and after a crash it comes again by itself.
/// </summary>
public interface IDueWork
{
    /// <summary>Makes every open attempt and refund due now, as after a start.</summary>
    Task BringForwardAsync(CancellationToken cancellationToken);

    /// <summary>Claims attempts that are due, the longest overdue first.</summary>
    Task<IReadOnlyList<DueAttempt>> ClaimAttemptsAsync(int atMost, CancellationToken cancellationToken);

    /// <summary>Claims refunds that are due, the longest overdue first.</summary>
    Task<IReadOnlyList<DueRefund>> ClaimRefundsAsync(int atMost, CancellationToken cancellationToken);

    /// <summary>Claims shipping information that is due, by the charge's number.</summary>
    Task<IReadOnlyList<string>> ClaimShippingAsync(int atMost, CancellationToken cancellationToken);

    /// <summary>Claims subscribe messages that are due.</summary>
    Task<IReadOnlyList<Guid>> ClaimMessagesAsync(int atMost, CancellationToken cancellationToken);
}

/// <summary>A payment attempt that is due.</summary>
/// <param name="Method">By which means it is paid.</param>
/// <param name="MerchantAccount">Key of the merchant account.</param>
/// <param name="OutTradeNo">Our number.</param>
/// <param name="Closing">Whether it is to be closed, rather than asked for.</param>
public sealed record DueAttempt(PaymentMethod Method, string MerchantAccount, string OutTradeNo, bool Closing);

/// <summary>A refund that is due.</summary>
/// <param name="OutRefundNo">Our number.</param>
public sealed record DueRefund(string OutRefundNo);
