using CampusPhoto.Infrastructure.Security;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Persistence.Encryption;

/// <summary>Refuses to start with missing or broken keys, and with the development keys outside Development.</summary>
internal sealed class PersonalDataOptionsCheck(IHostEnvironment environment) : IValidateOptions<PersonalDataOptions>
{
    private const int KeyBytes = 32;
    private const int MaxKeyIdLength = 16;

    public ValidateOptionsResult Validate(string? name, PersonalDataOptions options)
    {
        List<string> faults = [];
        if (options.Keys.Count == 0) faults.Add("PersonalData:Keys:{id} is missing: give at least one encryption key.");
        foreach ((string id, string key) in options.Keys)
        {
            if (!IsKeyId(id)) faults.Add($"PersonalData:Keys:{id}: an id has 1 to 16 letters, digits, '-' or '_'.");
            if (!IsKey(key)) faults.Add($"PersonalData:Keys:{id} must be 32 bytes in base64.");
        }

        if (!options.Keys.ContainsKey(options.CurrentKey))
            faults.Add("PersonalData:CurrentKey must name one of PersonalData:Keys.");
        if (!IsKey(options.HashKey)) faults.Add("PersonalData:HashKey must be 32 bytes in base64.");
        if (options.Keys.ContainsValue(options.HashKey))
            faults.Add("PersonalData:HashKey must differ from the encryption keys.");

        if (!environment.IsDevelopment()
            && (options.Keys.ContainsValue(DevelopmentKeys.PersonalDataKey)
                || options.HashKey == DevelopmentKeys.PersonalDataHashKey))
        {
            faults.Add(
                "PersonalData holds the development keys, which are public. Make keys of your own "
                + "(for example: openssl rand -base64 32) and give them to this environment.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsKeyId(string id) =>
        id.Length is > 0 and <= MaxKeyIdLength && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static bool IsKey(string key)
    {
        Span<byte> bytes = stackalloc byte[KeyBytes + 1];
        return Convert.TryFromBase64String(key, bytes, out int length) && length == KeyBytes;
    }
}
