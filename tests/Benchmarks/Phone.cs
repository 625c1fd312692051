using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampusPhoto.Tests.Shared;

namespace CampusPhoto.Benchmarks;

/// <summary>A student's phone with the mini-program: waits and tries again when the API asks for it, and notes each wait.</summary>
internal sealed class Phone(HttpClient http, StandInProcess wechat, ConcurrentQueue<(string Call, double Milliseconds)> times)
{
    private string? _token;
    private string _openId = "";

    /// <summary>Answers 503 and 429 that this phone has waited out.</summary>
    public int Refusals { get; private set; }

    public async Task LogInAsync(string phone)
    {
        var agreements = await GetAsync("/agreements/current");
        (var loginCode, _openId) = await wechat.LoginCodeAsync(CancellationToken.None);
        var phoneCode = await wechat.PhoneCodeAsync(_openId, phone, CancellationToken.None);
        var agreementVersion = agreements.GetProperty("version").GetString();
        _token = (await PostAsync("/auth/wechat-login", new { loginCode, phoneCode, agreementVersion })).GetProperty("accessToken").GetString();
        await GetAsync("/home");
        foreach (var (purpose, text) in new[] { ("PhotoGuide", "photoGuide"), ("FaceData", "faceData") })
            await PostAsync("/consents", new { purpose, version = agreements.GetProperty(text).GetProperty("version").GetString() });
    }

    public async Task PayAsync(Guid order)
    {
        var payment = await PostAsync($"/orders/{order}/payments", null);
        var parameters = JsonNode.Parse(payment.GetProperty("parameters").GetRawText())!.AsObject();
        if (await wechat.PayAsync(parameters, _openId, "success", CancellationToken.None) is { Accepted: false } refused)
            throw new InvalidOperationException(refused.ErrMsg);
    }

    public Task<JsonElement> GetAsync(string path) => SendAsync(HttpMethod.Get, path, () => null);

    public Task<JsonElement> PostAsync(string path, object? body) =>
        SendAsync(HttpMethod.Post, path, () => body is null ? null : JsonContent.Create(body));

    public Task<JsonElement> SubmitAsync(Guid enrolment, byte[] photo) => SendAsync(HttpMethod.Post, "/submissions", () =>
        new MultipartFormDataContent { { new StringContent(enrolment.ToString()), "enrolmentId" }, { new ByteArrayContent(photo), "photo", "photo.jpg" } });

    public async Task<byte[]> ShowAsync(string link) => await http.GetByteArrayAsync(new Uri(link, UriKind.RelativeOrAbsolute));

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, Func<HttpContent?> body)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            using var request = new HttpRequestMessage(method, $"/api/v1{path}") { Content = body() };
            if (_token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
            using var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
            {
                Refusals++;
                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1));
                continue;
            }

            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{method} {path}: {answer.StatusCode} {text}");
            var call = string.Join('/', path.Split('?')[0].Split('/').Select(part => Guid.TryParse(part, out _) ? "{id}" : part));
            times.Enqueue(($"{method} {call}", Stopwatch.GetElapsedTime(start).TotalMilliseconds));
            return JsonSerializer.Deserialize<JsonElement>(text);
        }
    }
}
