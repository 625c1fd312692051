using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace CampusPhoto.Tests.Shared;

/// <summary>Somebody who uses the API in a simulation, and waits where the API asks for it.</summary>
/// <param name="http">Where the API is.</param>
internal class SimulatedCaller(HttpClient http)
{
    /// <summary>The access token.</summary>
    public string? Token { get; set; }

    /// <summary>Signs a member of staff in.</summary>
    public async Task<SimulatedCaller> SignInAsync(string userName, string password, CancellationToken cancellationToken)
    {
        Token = (await PostAsync("/staff/auth/login", new { userName, password }, cancellationToken)).GetProperty("accessToken").GetString();
        return this;
    }

    /// <summary>Reads JSON.</summary>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, () => null, null, cancellationToken);

    /// <summary>Sends JSON.</summary>
    public Task<JsonElement> PostAsync(string path, object? body, CancellationToken cancellationToken, string? ifMatch = null) =>
        SendAsync(HttpMethod.Post, path, () => body is null ? null : JsonContent.Create(body), ifMatch, cancellationToken);

    /// <summary>Sends JSON in place of what is there.</summary>
    public Task<JsonElement> PutAsync(string path, object body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, path, () => JsonContent.Create(body), null, cancellationToken);

    /// <summary>Sends a file with fields before it.</summary>
    public Task<JsonElement> UploadAsync(
        string path, string field, byte[] file, string fileName, CancellationToken cancellationToken, params (string Name, string Value)[] fields) =>
        SendAsync(
            HttpMethod.Post, path,
            () =>
            {
                var form = new MultipartFormDataContent();
                foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
                form.Add(new ByteArrayContent(file), field, fileName);
                return form;
            },
            null, cancellationToken);

    /// <summary>Reads a file as it comes.</summary>
    public async Task<T> DownloadAsync<T>(string path, Func<Stream, Task<T>> read, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, path, null, null);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        await using var content = await answer.Content.ReadAsStreamAsync(cancellationToken);
        return await read(content);
    }

    /// <summary>Sends a request; what is refused for good is an error of the simulation.</summary>
    public async Task<JsonElement> SendAsync(
        HttpMethod method, string path, Func<HttpContent?> body, string? ifMatch, CancellationToken cancellationToken) =>
        await TrySendAsync(method, path, body, ifMatch, cancellationToken) is ({ } found, null)
            ? found
            : throw new InvalidOperationException($"{method} {path} was refused.");

    /// <summary>Sends a request.</summary>
    /// <returns>The answer, or the code of the refusal when it is one of those expected.</returns>
    public async Task<(JsonElement? Answer, string? Refusal)> TrySendAsync(
        HttpMethod method, string path, Func<HttpContent?> body, string? ifMatch, CancellationToken cancellationToken, params string[] expected)
    {
        while (true)
        {
            using var request = Request(method, path, body(), ifMatch);
            using var answer = await http.SendAsync(request, cancellationToken);
            if (answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
            {
                using var wait = new PeriodicTimer(answer.Headers.RetryAfter?.Delta is { Ticks: > 0 } asked ? asked : TimeSpan.FromSeconds(1));
                await wait.WaitForNextTickAsync(cancellationToken);
                continue;
            }

            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            var json = text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
            if (answer.IsSuccessStatusCode) return (json, null);
            if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("code", out var code) && expected.Contains(code.GetString()))
                return (null, code.GetString());
            throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path, HttpContent? body, string? ifMatch)
    {
        var request = new HttpRequestMessage(method, new Uri($"/api/v1{path}", UriKind.Relative)) { Content = body };
        if (Token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        if (ifMatch is not null) request.Headers.Add("If-Match", ifMatch);
        return request;
    }
}
