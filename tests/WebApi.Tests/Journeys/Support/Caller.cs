using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>Somebody who calls the API: a guest, or with a token a student, a member of staff or an integrator.</summary>
internal class Caller(HttpClient http, string? token = null)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public string? Token { get; set; } = token;

    protected HttpClient Http => http;

    public Task<Answer> GetAsync(string path, string? language = null) => SendAsync(HttpMethod.Get, path, null, language: language);

    public Task<Answer> PostAsync(string path, object? body = null, string? key = null, string? ifMatch = null) =>
        SendAsync(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body), key, ifMatch);

    public Task<Answer> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, JsonContent.Create(body));

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    /// <summary>Asks again until the answer is so, for what happens in the background; at most a minute.</summary>
    public async Task<Answer> UntilAsync(string path, Func<Answer, bool> so)
    {
        var start = TimeProvider.System.GetTimestamp();
        using var looks = new PeriodicTimer(Look);
        while (true)
        {
            var answer = (await GetAsync(path)).Ok();
            if (so(answer)) return answer;
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(60), answer.ToString());
            await looks.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Sends fields and one file, as <c>wx.uploadFile</c> does.</summary>
    public async Task<Answer> UploadAsync(
        string path, string fileField, byte[] file, string fileName = "photo.jpg", string? key = null,
        params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(content, fileField, fileName);
        return await SendAsync(HttpMethod.Post, path, form, key);
    }

    public async Task<Answer> SendAsync(
        HttpMethod method, string path, HttpContent? content, string? key = null, string? ifMatch = null, string? language = null)
    {
        using var request = new HttpRequestMessage(method, $"api/v1{path}") { Content = content };
        if (Token is { } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (ifMatch is not null) request.Headers.Add("If-Match", ifMatch);
        if (language is not null) request.Headers.Add("Accept-Language", language);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer(
            response.StatusCode, response.Headers,
            await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken),
            response.Content.Headers.ContentType?.MediaType);
    }
}
