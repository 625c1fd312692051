using System.Diagnostics.Metrics;
using CampusPhoto.Application.Messaging;

namespace CampusPhoto.Application.Payments;

internal static class PaymentTelemetry
{
    public static readonly Counter<long> Charges = Telemetry.Meter.CreateCounter<long>(
        "campusphoto.payments.charges", "{charge}", "Charges that came in, by what they are to us. Alarm on any that is Suspicious.");

    public static readonly Counter<long> Refunds = Telemetry.Meter.CreateCounter<long>(
        "campusphoto.payments.refunds", "{refund}", "Refunds that went on, by where they stand. Alarm on Abnormal and Closed.");

    public static readonly Counter<long> Notifications = Telemetry.Meter.CreateCounter<long>(
        "campusphoto.payments.notifications", "{notification}", "Notifications by outcome (applied, unchanged or the error's code).");

    public static readonly Counter<long> Differences = Telemetry.Meter.CreateCounter<long>(
        "campusphoto.payments.differences", "{row}", "Differences between the ledger and the provider's bills, by kind. Alarm on any.");
}
