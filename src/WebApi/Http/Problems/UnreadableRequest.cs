using System.Text.Json;
using System.Text.RegularExpressions;
using CampusPhoto.Application.Common;
using CampusPhoto.Domain.Common;

namespace CampusPhoto.WebApi.Http.Problems;

/// <summary>
/// Tells which error the framework's refusal of a request is, and which field is to blame. Field names are taken from
/// the framework's texts; where those do not have the expected form, the error comes without fields. Values are never
/// repeated: they may be personal.
/// </summary>
internal static partial class UnreadableRequest
{
    private static readonly LocalizedText Missing = new("缺少此项。", "It is missing.");
    private static readonly LocalizedText Unreadable = new("格式或类型不正确。", "It has the wrong form or type.");

    public static Error ErrorOf(BadHttpRequestException refusal)
    {
        var error = RequestErrors.OfStatus(refusal.StatusCode) ?? CommonErrors.Invalid;
        return error.Is(CommonErrors.Invalid) ? error with { Fields = Fields(refusal) } : error;
    }

    private static IReadOnlyList<FieldError> Fields(BadHttpRequestException refusal)
    {
        if (refusal.InnerException is JsonException broken) return Fields(broken);
        return Parameter().Match(refusal.Message) is { Success: true } parameter
            ? [new FieldError(CamelCase(parameter.Groups["name"].Value), parameter.Groups["absent"].Success ? Missing : Unreadable)]
            : [];
    }

    private static IReadOnlyList<FieldError> Fields(JsonException broken)
    {
        if (broken.Message.IndexOf(": ", StringComparison.Ordinal) is > 0 and var list
            && broken.Message.Contains("missing required properties", StringComparison.Ordinal))
            return [.. Quoted().Matches(broken.Message[list..]).Select(name => new FieldError(name.Groups[1].Value, Missing))];
        return JsonPath().Match(broken.Path ?? "") is { Success: true } path
            ? [new FieldError(path.Groups[1].Value, Unreadable)]
            : [];
    }

    private static string CamelCase(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    [GeneratedRegex("""^(?:(?<absent>Required)|Failed to bind) parameter "\S+ (?<name>\w+)" """)]
    private static partial Regex Parameter();

    [GeneratedRegex("'([A-Za-z]+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\$\.([A-Za-z][A-Za-z.\[\]0-9]*)$")]
    private static partial Regex JsonPath();
}
