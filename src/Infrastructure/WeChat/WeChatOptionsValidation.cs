using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>Refuses to start with a WeChat configuration that could not work, or that Production must not have.</summary>
internal sealed class WeChatOptionsValidation(IHostEnvironment environment) : IValidateOptions<WeChatOptions>
{
    public ValidateOptionsResult Validate(string? name, WeChatOptions options)
    {
        var faults = new List<string>();
        var production = environment.IsProduction();
        if (string.IsNullOrWhiteSpace(options.AppId)) faults.Add($"{WeChatOptions.Section}:AppId is missing.");
        if (string.IsNullOrWhiteSpace(options.Secret)) faults.Add($"{WeChatOptions.Section}:Secret is missing.");
        faults.AddRange(WeChatAddressRule.Faults($"{WeChatOptions.Section}:ApiBaseUrl", options.ApiBaseUrl, production));
        faults.AddRange(WeChatAddressRule.Faults($"{WeChatOptions.Section}:PayBaseUrl", options.PayBaseUrl, production));
        if (options.PayBackupBaseUrl.Length > 0)
            faults.AddRange(WeChatAddressRule.Faults($"{WeChatOptions.Section}:PayBackupBaseUrl", options.PayBackupBaseUrl, production));
        if (options.MiniProgramState is not ("formal" or "trial" or "developer"))
            faults.Add($"{WeChatOptions.Section}:MiniProgramState must be formal, trial or developer.");
        faults.AddRange(WeChatAddressRule.Faults($"{WeChatOptions.Section}:NotifyBaseUrl", options.NotifyBaseUrl, production));
        if (options.Merchants.Count == 0) faults.Add($"{WeChatOptions.Section}:Merchants is empty.");
        foreach (var account in options.Merchants.Keys) Merchant.Load(options, account, faults)?.Dispose();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
