using System.Globalization;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;

namespace CampusPhoto.WebApi.Http;

/// <summary>Versions as entity tags: version 7 is <c>"7"</c>.</summary>
internal static class ETags
{
    public static void Write(HttpResponse response, long version) =>
        response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>
    /// The version that the caller acts on, by If-Match. Without one (or with <c>*</c>, which names none) the caller
    /// must say it; a tag that was never given out matches no version.
    /// </summary>
    public static Result<long> ReadIfMatch(HttpRequest request)
    {
        var value = request.Headers.IfMatch.ToString();
        if (value is "" or "*") return OrderErrors.VersionRequired;
        if (value is ['"', .. var digits, '"']
            && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return version;
        return OrderErrors.VersionMismatch;
    }
}
