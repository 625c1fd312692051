using System.Net;
using System.Text.Json.Nodes;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Infrastructure.CollectionCodes;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.Infrastructure.Tests.CollectionCodes;

public sealed class RemoteDecoderTests
{
    private const string Text = "https://my.chsi.com.cn/collect?x=opaque";

    private const string Decoded =
        """{"uniqueNumber":"10425202700001234","maskedName":"张*明","maskedIdNumber":"370502********1234","schoolCode":"10425","schoolName":"中国石油大学（华东）","major":"地质学","expiresAt":"2026-07-01T00:00:00Z"}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_foreign_text_is_sent_to_the_service_with_its_key_and_the_answer_is_the_code()
    {
        string? authorization = null;
        JsonNode? sent = null;
        var code = await DecodeAsync(async http =>
        {
            authorization = http.Request.Headers.Authorization;
            sent = await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            await AnswerAsync(http, HttpStatusCode.OK, Decoded);
        });

        code.Value.ShouldBe(new CollectionCode(
            "10425202700001234", "张*明", "370502********1234", "10425", "中国石油大学（华东）", "地质学",
            new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero)));
        authorization.ShouldBe("Bearer key-of-the-service");
        sent!.ToJsonString().ShouldBe(new JsonObject { ["code"] = Text }.ToJsonString());
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "collection_code.foreign")]
    [InlineData(HttpStatusCode.NotFound, "collection_code.foreign")]
    [InlineData(HttpStatusCode.UnprocessableEntity, "collection_code.foreign")]
    [InlineData(HttpStatusCode.Unauthorized, "collection_code.decoder_unavailable")]
    [InlineData(HttpStatusCode.TooManyRequests, "collection_code.decoder_unavailable")]
    [InlineData(HttpStatusCode.InternalServerError, "collection_code.decoder_unavailable")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "collection_code.decoder_unavailable")]
    public async Task A_refusal_is_told_apart_from_a_service_that_does_not_work(HttpStatusCode status, string code) =>
        (await DecodeAsync(http => AnswerAsync(http, status, Decoded))).Error!.Code.ShouldBe(code);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("<html>maintenance</html>")]
    [InlineData("{\"uniqueNumber\":\"../../x\",\"maskedName\":\"张*\",\"maskedIdNumber\":\"3****4\",\"schoolCode\":\"1\",\"schoolName\":\"1\",\"major\":\"1\",\"expiresAt\":\"2026-07-01T00:00:00Z\"}")]
    [InlineData("{\"uniqueNumber\":null,\"maskedName\":\"张*\",\"maskedIdNumber\":\"3****4\",\"schoolCode\":\"1\",\"schoolName\":\"1\",\"major\":\"1\",\"expiresAt\":\"2026-07-01T00:00:00Z\"}")]
    public async Task Rubbish_from_the_service_is_never_taken_for_a_code(string body) =>
        (await DecodeAsync(http => AnswerAsync(http, HttpStatusCode.OK, body))).Error!.Code.ShouldBe("collection_code.decoder_unavailable");

    [Fact]
    public async Task An_endless_answer_is_cut_off() =>
        (await DecodeAsync(http => AnswerAsync(http, HttpStatusCode.OK, Decoded[..^1] + new string(' ', RemoteCollectionCodeDecoder.MaxAnswerBytes) + "}")))
            .Error!.Code.ShouldBe("collection_code.decoder_unavailable");

    [Fact]
    public async Task A_service_that_does_not_answer_is_given_up_after_the_set_patience()
    {
        var arrived = new TaskCompletionSource();
        var answer = await DecodeAsync(
            async http =>
            {
                arrived.TrySetResult();
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            },
            client => client.Timeout = TimeSpan.FromMilliseconds(300));

        answer.Error!.Code.ShouldBe("collection_code.decoder_unavailable");
        arrived.Task.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_told_as_unavailable()
    {
        await using var school = await Installation.EmptyAsync(settings => settings.Values["CollectionCodes:Remote:Url"] = "http://127.0.0.1:9/decode");

        (await school.Node.Get<ICollectionCodeDecoder>().DecodeAsync(Text, Ct)).Error!.Code.ShouldBe("collection_code.decoder_unavailable");
    }

    [Fact]
    public async Task A_caller_who_goes_away_ends_the_call()
    {
        using var away = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => DecodeAsync(_ => away.CancelAsync(), cancellationToken: away.Token));
    }

    [Fact]
    public async Task A_code_of_our_own_format_is_never_sent_to_the_service()
    {
        bool asked = false;
        var answer = await DecodeAsync(
            http =>
            {
                asked = true;
                return AnswerAsync(http, HttpStatusCode.OK, Decoded);
            },
            text: "CP1.eA.eA.dev");

        answer.Error!.Code.ShouldBe("collection_code.forged");
        asked.ShouldBeFalse();
    }

    private static async Task<Result<CollectionCode>> DecodeAsync(
        RequestDelegate service, Action<HttpClient>? client = null, string text = Text, CancellationToken? cancellationToken = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        await using var listener = builder.Build();
        listener.MapPost("/decode", service);
        await listener.StartAsync(Ct);
        string address = listener.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await using var school = await Installation.EmptyAsync(settings =>
        {
            settings.Values["CollectionCodes:Remote:Url"] = $"{address}/decode";
            settings.Values["CollectionCodes:Remote:ApiKey"] = "key-of-the-service";
            settings.More = services => services.AddHttpClient(RemoteCollectionCodeDecoder.ClientName, client ?? (_ => { }));
        });

        return await school.Node.Get<ICollectionCodeDecoder>().DecodeAsync(text, cancellationToken ?? Ct);
    }

    private static Task AnswerAsync(HttpContext http, HttpStatusCode status, string body)
    {
        http.Response.StatusCode = (int)status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body, http.RequestAborted);
    }
}
