using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Payments;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>Bills of a day.</summary>
internal sealed partial class WeChatPaymentGateway
{
    public Task<Result<TradeBill>> DownloadTradeBillAsync(string account, DateOnly day, CancellationToken cancellationToken) =>
        DownloadAsync(
            account, day, $"/v3/bill/tradebill?bill_date={Iso(day)}&bill_type=ALL&tar_type=GZIP",
            new TradeBill(day, [], 0, 0), table => BillReading.Trade(day, table), cancellationToken);

    public Task<Result<FundFlowBill>> DownloadFundFlowBillAsync(string account, DateOnly day, CancellationToken cancellationToken) =>
        DownloadAsync(
            account, day, $"/v3/bill/fundflowbill?bill_date={Iso(day)}&account_type=BASIC&tar_type=GZIP",
            new FundFlowBill(day, [], 0, 0), table => BillReading.FundFlow(day, table), cancellationToken);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<Result<T>> DownloadAsync<T>(
        string account, DateOnly day, string path, T empty, Func<BillTable, T> read, CancellationToken cancellationToken)
    {
        if (merchants.Find(account) is not { } merchant) return PaymentErrors.Unknown;
        var file = await bills.GetAsync(merchant, day, path, cancellationToken);
        if (file.Error is { } error) return error;
        try
        {
            return file.Value.Length == 0 ? empty : read(BillTable.Parse(file.Value));
        }
        catch (FormatException unreadable)
        {
            return bills.Damaged(merchant, day, unreadable.Message);
        }
    }
}
