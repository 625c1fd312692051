using CampusPhoto.Domain.Orders;
using CampusPhoto.Application.Payments;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CampusPhoto.Infrastructure.Background;

/// <summary>Whether money waits for a person. Requests can still be served.</summary>
internal sealed class PaymentHealthCheck(IDbContextFactory<AppDbContext> contexts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        int examined = await db.Set<ReceivedCharge>()
            .CountAsync(charge => charge.Disposition == ChargeDisposition.Suspicious, cancellationToken);
        int stopped = await db.Set<Refund>().CountAsync(
            refund => (refund.State == RefundState.Abnormal || refund.State == RefundState.Closed) && refund.ReplacedBy == null,
            cancellationToken);
        int days = await db.Reconciliations.CountAsync(day => day.Alarms > 0 && day.ResolvedBy == null, cancellationToken);
        int refused = await db.ShippingUploads.CountAsync(upload => upload.State == UploadState.Refused, cancellationToken);
        var data = new Dictionary<string, object>
        {
            ["examined"] = examined, ["refundsStopped"] = stopped, ["daysThatDiffer"] = days, ["shippingRefused"] = refused,
        };
        return examined + stopped + days + refused == 0
            ? HealthCheckResult.Healthy(data: data)
            : HealthCheckResult.Degraded("Money waits for a person: see /staff/payments, /staff/refunds and /staff/reconciliations.", data: data);
    }
}
