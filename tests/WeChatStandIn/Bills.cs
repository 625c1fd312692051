using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;

namespace CampusPhoto.WeChatStandIn;

/// <summary>A charge or a refund in a bill.</summary>
internal sealed record BillEntry(
    Charge Charge, DateTimeOffset At, string OutTradeNo, long Fen, string? RefundId = null, string? OutRefundNo = null, string? RefundStatus = null)
{
    public bool IsRefund => RefundId is not null;
}

/// <summary>Bills of past days, to be fetched within five minutes.</summary>
internal sealed class Bills(Ledger ledger, Faults faults, BusinessClock clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, (string MerchantId, byte[] File, DateTimeOffset Until)> _files = new(StringComparer.Ordinal);

    /// <summary>What is told of a bill: its digest and where it is.</summary>
    public PayAnswer Offer(PayCall call, bool isFlow)
    {
        var query = call.Http.Request.Query;
        if (!DateOnly.TryParseExact(query["bill_date"], "yyyy-MM-dd", out var day) || day >= clock.Today || day < clock.Today.AddMonths(-3))
            return PayAnswer.Fault(400, "PARAM_ERROR", "bill_date 应为三个月内、今天之前的日期");
        if (query["tar_type"].ToString() is not ("" or "GZIP")) return PayAnswer.Fault(400, "PARAM_ERROR", "tar_type 应为 GZIP");
        if (!isFlow && query["bill_type"].ToString() is not ("" or "ALL" or "SUCCESS" or "REFUND"))
            return PayAnswer.Fault(400, "PARAM_ERROR", "bill_type 应为 ALL、SUCCESS 或 REFUND");
        if (isFlow && query["account_type"].ToString() is not ("" or "BASIC" or "OPERATION" or "FEES"))
            return PayAnswer.Fault(400, "PARAM_ERROR", "account_type 应为 BASIC、OPERATION 或 FEES");
        if (faults.Take(Faults.BillCreating)) return PayAnswer.Fault(400, "STATEMENT_CREATING", "账单生成中，请稍后重试");

        var merchant = call.Merchant.MerchantId;
        var entries = isFlow ? SpoiltFlow(Entries(merchant, day)) : Spoilt(Entries(merchant, day));
        var bill = isFlow
            ? query["account_type"].ToString() is "OPERATION" or "FEES" ? null : BillWriter.FundFlow(entries, Balance(merchant, day))
            : BillWriter.Trade([.. entries.Where(entry => IsOfType(entry, query["bill_type"].ToString()))]);
        if (bill is null) return PayAnswer.Fault(400, "NO_STATEMENT_EXIST", "请求的账单不存在");

        var digest = Convert.ToHexStringLower(CryptographicOperations.HashData(HashAlgorithmName.SHA1, bill));
        var token = RandomText.Of(64);
        _files[token] = (merchant, query["tar_type"] == "GZIP" ? Packed(bill) : bill, clock.Now + Lifetime);
        var request = call.Http.Request;
        return PayAnswer.Ok(new
        {
            HashType = "SHA1",
            HashValue = faults.Take(Faults.BillHashMismatch) ? new string('0', digest.Length) : digest,
            DownloadUrl = $"{request.Scheme}://{request.Host}/v3/billdownload/file?token={token}",
        });
    }

    public PayAnswer Download(PayCall call) =>
        _files.TryGetValue(call.Http.Request.Query["token"].ToString(), out var kept)
        && kept.MerchantId == call.Merchant.MerchantId && kept.Until > clock.Now
            ? PayAnswer.File(kept.File)
            : PayAnswer.Fault(400, "PARAM_ERROR", "token 无效或已过期");

    public void Clear() => _files.Clear();

    private static bool IsOfType(BillEntry entry, string type) => type switch
    {
        "SUCCESS" => !entry.IsRefund,
        "REFUND" => entry.IsRefund,
        _ => true,
    };

    private static byte[] Packed(byte[] bill)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest)) zip.Write(bill);
        return packed.ToArray();
    }

    private long Balance(string merchant, DateOnly before) =>
        Entries(merchant).Where(entry => BusinessClock.DayOf(entry.At) < before).Sum(entry => entry.IsRefund ? -entry.Fen : entry.Fen);

    private List<BillEntry> Entries(string merchant, DateOnly day) =>
        [.. Entries(merchant).Where(entry => BusinessClock.DayOf(entry.At) == day).OrderBy(entry => entry.At)];

    private IEnumerable<BillEntry> Entries(string merchant)
    {
        foreach (var charge in ledger.Charges.Where(charge => charge.Terms.MerchantId == merchant))
        {
            List<BillEntry> entries = [];
            lock (charge.Lock)
            {
                if (charge.State != TradeState.Success) continue;
                entries.Add(new BillEntry(charge, charge.PaidAt!.Value, charge.Terms.OutTradeNo, charge.Terms.Total));
                entries.AddRange(charge.Refunds.Select(refund => new BillEntry(
                    charge, refund.CreatedAt, charge.Terms.OutTradeNo, refund.Terms.Amount, refund.RefundId, refund.Terms.OutRefundNo,
                    refund.State == RefundState.Abnormal ? "CHANGE" : PayJson.Word(refund.State))));
            }

            foreach (var entry in entries) yield return entry;
        }
    }

    /// <summary>Rows too many, too few or with another amount: what reconciliation must find.</summary>
    private List<BillEntry> Spoilt(List<BillEntry> entries)
    {
        if (entries.Count == 0) return entries;
        var spoilt = entries.ToList();
        if (faults.Take(Faults.BillMissingRow)) spoilt.RemoveAt(0);
        else if (faults.Take(Faults.BillWrongAmount)) spoilt[0] = spoilt[0] with { Fen = spoilt[0].Fen + 1 };
        if (faults.Take(Faults.BillExtraRow)) spoilt.Add(Stranger(entries[0]));
        return spoilt;
    }

    /// <summary>The same of the account's movements.</summary>
    private List<BillEntry> SpoiltFlow(List<BillEntry> entries)
    {
        if (entries.Count == 0) return entries;
        var spoilt = entries.ToList();
        if (faults.Take(Faults.FlowMissingRow)) spoilt.RemoveAt(0);
        else if (faults.Take(Faults.FlowWrongAmount)) spoilt[0] = spoilt[0] with { Fen = spoilt[0].Fen + 1 };
        if (faults.Take(Faults.FlowExtraRow)) spoilt.Add(Stranger(entries[0]));
        return spoilt;
    }

    private static BillEntry Stranger(BillEntry like)
    {
        var (terms, at) = (like.Charge.Terms, like.At);
        var stranger = new Charge(terms with { OutTradeNo = RandomText.Digits(24) }, at, at);
        stranger.Pay($"4200{RandomText.Digits(24)}", 0, at);
        return new BillEntry(stranger, at, stranger.Terms.OutTradeNo, terms.Total);
    }
}

/// <summary>WeChat Pay v3: bills.</summary>
internal static class BillEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/v3/bill/tradebill", (HttpContext http, PayCalls calls, Bills bills) =>
            calls.HandleAsync(http, PayCallNames.Bill, null, call => bills.Offer(call, isFlow: false)));
        app.MapGet("/v3/bill/fundflowbill", (HttpContext http, PayCalls calls, Bills bills) =>
            calls.HandleAsync(http, PayCallNames.Bill, null, call => bills.Offer(call, isFlow: true)));
        app.MapGet("/v3/billdownload/file", (HttpContext http, PayCalls calls, Bills bills) =>
            calls.HandleAsync(http, PayCallNames.BillFile, null, bills.Download));
    }
}
