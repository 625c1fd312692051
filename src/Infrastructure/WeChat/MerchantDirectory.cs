using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>All configured merchant accounts by our key.</summary>
internal sealed class MerchantDirectory : IDisposable
{
    private readonly FrozenDictionary<string, Merchant> _merchants;

    /// <summary>Loads every account.</summary>
    /// <exception cref="OptionsValidationException">An account's configuration has faults.</exception>
    public MerchantDirectory(IOptions<WeChatOptions> options)
    {
        var faults = new List<string>();
        var merchants = options.Value.Merchants.Keys
            .Select(account => Merchant.Load(options.Value, account, faults))
            .ToList();
        if (faults.Count > 0) throw new OptionsValidationException(WeChatOptions.Section, typeof(WeChatOptions), faults);
        _merchants = merchants.OfType<Merchant>().ToFrozenDictionary(m => m.Facts.Account, StringComparer.Ordinal);
    }

    /// <summary>The account of that key, or null.</summary>
    public Merchant? Find(string account) => _merchants.GetValueOrDefault(account);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var merchant in _merchants.Values) merchant.Dispose();
    }
}
