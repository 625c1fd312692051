using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace CampusPhoto.WeChatStandIn;

/// <summary>One refund as the file has it.</summary>
internal sealed record KeptRefund(
    RefundTerms Terms, string RefundId, DateTimeOffset CreatedAt, RefundState State, DateTimeOffset? RefundedAt, string ReceivedBy);

/// <summary>One charge as the file has it, with its refunds, its prepay ids and its shipping information.</summary>
internal sealed record KeptCharge(
    PrepayTerms Terms, DateTimeOffset CreatedAt, DateTimeOffset PayableUntil, TradeState State, string? TransactionId, DateTimeOffset? PaidAt,
    long Coupon, IReadOnlyDictionary<string, DateTimeOffset> Prepays, IReadOnlyList<KeptRefund> Refunds, KeptShipping Shipping);

/// <summary>Shipping information as the file has it.</summary>
internal sealed record KeptShipping(int State, int Uploads, string? Info, string? Content, bool WasReminded, DateTimeOffset? PresaleUntil);

/// <summary>
/// Keeps the ledger over restarts where a file is given: each change of a charge is a line, and the last line of a charge
/// counts. What a killed process had answered is there. Without a file it keeps nothing.
/// </summary>
internal sealed class LedgerFile : IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };
    private readonly Lock _lock = new();
    private readonly FileStream? _file;

    public LedgerFile(IOptions<StandInOptions> options)
    {
        if (options.Value.LedgerFile is not { Length: > 0 } path) return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        Kept = Read(path);
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        _file.Seek(0, SeekOrigin.End);
    }

    /// <summary>What the file held at the start.</summary>
    public IEnumerable<KeptCharge> Kept { get; } = [];

    /// <summary>Writes how a charge stands; the caller holds its lock.</summary>
    public void Write(Charge charge)
    {
        if (_file is null) return;
        var line = JsonSerializer.SerializeToUtf8Bytes(charge.ToKept(), Json);
        lock (_lock)
        {
            _file.Write([.. line, (byte)'\n']);
            _file.Flush();
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (_lock) _file?.SetLength(0);
    }

    public void Dispose() => _file?.Dispose();

    // A line that a dying process left unfinished is the last one, and had not been answered.
    private static ICollection<KeptCharge> Read(string path)
    {
        Dictionary<(string, string), KeptCharge> last = [];
        if (!File.Exists(path)) return last.Values;
        var text = File.ReadAllText(path);
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        if (whole.Length < text.Length) File.WriteAllText(path, whole);
        foreach (var line in whole.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var charge = JsonSerializer.Deserialize<KeptCharge>(line, Json)!;
            last[(charge.Terms.MerchantId, charge.Terms.OutTradeNo)] = charge;
        }

        return last.Values;
    }
}
