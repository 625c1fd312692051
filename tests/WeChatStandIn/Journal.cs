using System.Collections.Concurrent;

namespace CampusPhoto.WeChatStandIn;

/// <summary>One call that came in.</summary>
internal sealed record JournalEntry(
    DateTimeOffset At, string Method, string Path, string? MerchantId, string? OutTradeNo, string? KeySerial, int Status, string Code, bool NonceReused, string RequestId);

/// <summary>All calls that came in over the wire protocol, oldest first.</summary>
internal sealed class Journal(TimeProvider clock)
{
    private const int Most = 20_000;
    private readonly ConcurrentQueue<JournalEntry> _entries = new();
    private readonly ConcurrentDictionary<string, byte> _nonces = new(StringComparer.Ordinal);

    public IEnumerable<JournalEntry> Entries => _entries;

    public bool IsNonceReused(string nonce) => !_nonces.TryAdd(nonce, 0);

    public void Add(
        string method, string path, int status, string code, string requestId,
        string? merchantId = null, string? outTradeNo = null, bool nonceReused = false, string? keySerial = null)
    {
        _entries.Enqueue(new JournalEntry(
            clock.GetUtcNow(), method, path, merchantId, outTradeNo, keySerial, status, code, nonceReused, requestId));
        if (_entries.Count > Most) _entries.TryDequeue(out _);
    }

    public void Clear()
    {
        _entries.Clear();
        _nonces.Clear();
    }
}
