using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>What the API answered: status, headers and body.</summary>
internal sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, byte[] Bytes, string? ContentType)
{
    private JsonElement? _json;

    public JsonElement Json => _json ??= JsonSerializer.Deserialize<JsonElement>(Bytes);

    /// <summary>The value at a path such as <c>order.status</c> or <c>items.0.number</c>, as text; null where it is null.</summary>
    public string? this[string path] => Find(path) is { ValueKind: not JsonValueKind.Null } found ? found.ToString() : null;

    /// <summary>The identity of what the answer shows.</summary>
    public Guid Id => Guid.Parse(this["id"]!);

    /// <summary>The version to act upon.</summary>
    public string ETag => Headers.ETag!.ToString();

    /// <summary>The code of a problem.</summary>
    public string? Code => ContentType == "application/problem+json" ? this["code"] : null;

    public bool Has(string name) => Json.TryGetProperty(name, out _);

    public IReadOnlyList<string> List(string path) => [.. Find(path)!.Value.EnumerateArray().Select(item => item.ToString())];

    /// <summary>Holds the call to its success.</summary>
    public Answer Ok(HttpStatusCode status = HttpStatusCode.OK)
    {
        Status.ShouldBe(status, ToString());
        return this;
    }

    public Answer Created() => Ok(HttpStatusCode.Created);

    /// <summary>Holds the call to a refusal as problem details with that code.</summary>
    public Answer Refused(HttpStatusCode status, string code)
    {
        (Status, Code).ShouldBe((status, code), ToString());
        this["title"].ShouldNotBeNullOrEmpty();
        this["detail"].ShouldNotBeNullOrEmpty();
        this["traceId"].ShouldNotBeNullOrEmpty();
        return this;
    }

    public Answer Conflict(string code) => Refused(HttpStatusCode.Conflict, code);

    public Answer Unprocessable(string code) => Refused(HttpStatusCode.UnprocessableEntity, code);

    public Answer NotFound(string code) => Refused(HttpStatusCode.NotFound, code);

    public override string ToString() => $"{(int)Status} {(ContentType?.Contains("json", StringComparison.Ordinal) == true ? Json : "")}";

    private JsonElement? Find(string path)
    {
        var at = Json;
        foreach (var part in path.Split('.'))
        {
            if (at.ValueKind == JsonValueKind.Array) at = at[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)];
            else if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(part, out at)) return null;
        }

        return at;
    }
}
