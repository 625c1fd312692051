using Microsoft.Net.Http.Headers;

namespace CampusPhoto.WebApi.Http;

/// <summary>The languages that people are answered in.</summary>
internal enum Language
{
    Chinese,
    English,
}

/// <summary>Which language the caller wants, by Accept-Language; Chinese unless English is preferred.</summary>
internal static class RequestLanguage
{
    private static readonly object Known = new();

    public static Language Of(HttpRequest request)
    {
        var items = request.HttpContext.Items;
        if (items.TryGetValue(Known, out var known)) return (Language)known!;
        var language = Choose(request);
        items[Known] = language;
        return language;
    }

    private static Language Choose(HttpRequest request)
    {
        var wanted = request.GetTypedHeaders().AcceptLanguage
            .Where(language => language.Quality is not 0)
            .OrderByDescending(language => language.Quality ?? 1);
        foreach (var language in wanted)
        {
            var tag = language.Value.AsSpan();
            if (tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || tag is "*") return Language.Chinese;
            if (tag.StartsWith("en", StringComparison.OrdinalIgnoreCase)) return Language.English;
        }

        return Language.Chinese;
    }

    public static string Tag(this Language language) => language == Language.English ? "en" : "zh-CN";

    public static string In(this Domain.Common.LocalizedText text, Language language) =>
        language == Language.English ? text.En : text.Zh;

    /// <summary>Says on the answer which language it is in, and that another caller may get another.</summary>
    public static void Mark(HttpResponse response, Language language)
    {
        response.Headers.ContentLanguage = language.Tag();
        if (!response.Headers.Vary.Contains(HeaderNames.AcceptLanguage))
            response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
    }
}
