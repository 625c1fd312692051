namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>What WeChat allows in the fields of a template; the field's kind is its name without the number.</summary>
internal static class TemplateField
{
    private const string Cut = "…";

    /// <summary>The value, cut to the greatest length of its field.</summary>
    public static string Fit(string field, string value)
    {
        var kind = field.TrimEnd("0123456789".ToCharArray());
        if (LimitOf(kind) is not { } limit || value.Length <= limit) return value;

        // Only texts are read by people; the mark is no digit, letter or Chinese character.
        var mark = kind == "thing" ? Cut : "";
        var end = limit - mark.Length;
        return value[..(char.IsHighSurrogate(value[end - 1]) ? end - 1 : end)] + mark;
    }

    private static int? LimitOf(string kind) => kind switch
    {
        "thing" => 20,
        "number" or "letter" or "character_string" => 32,
        "symbol" or "phrase" => 5,
        "name" => 10,
        "phone_number" => 17,
        "car_number" => 8,
        _ => null,
    };
}
