using CampusPhoto.Infrastructure.Security;
using CampusPhoto.Infrastructure.Tests.World;
using CampusPhoto.Infrastructure.WeChat;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Tests.Security;

public sealed class DevelopmentKeysTests
{
    private const string OwnKey = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
    private const string OwnHashKey = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";

    [Fact]
    public async Task In_Development_an_installation_starts_without_any_key() =>
        (await FaultAsync("Development", _ => { })).ShouldBeNull();

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Elsewhere_it_does_not_start_without_keys_of_its_own(string environment)
    {
        string fault = (await FaultAsync(environment, values => values.Clear()))!;
        fault.ShouldContain("PersonalData:Keys");
        fault.ShouldContain("PersonalData:CurrentKey");
        fault.ShouldContain("PersonalData:HashKey");
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Elsewhere_it_starts_with_keys_of_its_own(string environment) =>
        (await FaultAsync(environment, _ => { })).ShouldBeNull();

    [Theory]
    [InlineData("PersonalData:Keys:k1", DevelopmentKeys.PersonalDataKey, "PersonalData")]
    [InlineData("PersonalData:Keys:old", DevelopmentKeys.PersonalDataKey, "PersonalData")]
    [InlineData("PersonalData:HashKey", DevelopmentKeys.PersonalDataHashKey, "PersonalData")]
    [InlineData("CollectionCodes:TrustedKeys:k1", DevelopmentKeys.CollectionCodePublicKey, "CollectionCodes")]
    [InlineData("CollectionCodes:TrustedKeys:k1", DevelopmentKeys.CollectionCodePrivateKey, "CollectionCodes")]
    [InlineData("CollectionCodes:IssuerKey", DevelopmentKeys.CollectionCodePrivateKey, "CollectionCodes")]
    public async Task Production_refuses_each_development_key_and_names_the_setting_but_not_the_key(
        string setting, string key, string named)
    {
        string fault = (await FaultAsync("Production", values => values[setting] = key))!;

        fault.ShouldContain(named);
        fault.ShouldContain("public");
        fault.ShouldNotContain(key);
        fault.ShouldNotContain(OwnKey);
    }

    [Theory]
    [InlineData("PersonalData:Keys:k1", "AQEB", "PersonalData:Keys:k1")]
    [InlineData("PersonalData:Keys:k1", "not base64!", "PersonalData:Keys:k1")]
    [InlineData("PersonalData:Keys:a.b", OwnKey, "PersonalData:Keys:a.b")]
    [InlineData("PersonalData:CurrentKey", "k9", "PersonalData:CurrentKey")]
    [InlineData("PersonalData:HashKey", "", "PersonalData:HashKey")]
    [InlineData("PersonalData:HashKey", OwnKey, "PersonalData:HashKey")]
    [InlineData("CollectionCodes:TrustedKeys:k1", "no key", "CollectionCodes:TrustedKeys:k1")]
    [InlineData("CollectionCodes:IssuerKey", "no key", "CollectionCodes:IssuerKey")]
    [InlineData("CollectionCodes:Remote:Url", "chsi", "CollectionCodes:Remote:Url")]
    [InlineData("Database:BusyTimeout", "00:00:00", "BusyTimeout")]
    [InlineData("Database:MigrationTimeout", "00:00:00", "MigrationTimeout")]
    [InlineData("Outbox:MaxAttempts", "0", "MaxAttempts")]
    [InlineData("Timers:Interval", "00:00:00", "Timers:Interval")]
    public async Task A_setting_that_cannot_be_right_is_named_at_the_start(string setting, string value, string named) =>
        (await FaultAsync("Production", values => values[setting] = value))!.ShouldContain(named);

    private static async Task<string?> FaultAsync(string environment, Action<Dictionary<string, string?>> change)
    {
        await using var school = await Installation.EmptyAsync(settings =>
        {
            settings.Environment = environment;
            if (environment != Environments.Development)
            {
                settings.Values["PersonalData:Keys:k1"] = OwnKey;
                settings.Values["PersonalData:CurrentKey"] = "k1";
                settings.Values["PersonalData:HashKey"] = OwnHashKey;
            }

            change(settings.Values);
        });
        try
        {
            school.Node.Get<IStartupValidator>().Validate();
            return null;
        }
        catch (OptionsValidationException fault)
        {
            return Told([fault]);
        }
        catch (AggregateException faults)
        {
            return Told(faults.InnerExceptions.OfType<OptionsValidationException>());
        }
    }

    // WeChat's settings have no stand-in values and tests of their own.
    private static string? Told(IEnumerable<OptionsValidationException> faults) =>
        faults.Where(fault => fault.OptionsType != typeof(WeChatOptions)).Select(fault => fault.Message).ToList() is { Count: > 0 } told
            ? string.Join('\n', told)
            : null;
}
