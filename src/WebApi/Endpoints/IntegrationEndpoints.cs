using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Serialization;
using CampusPhoto.Application.Accounts;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Reviews;
using CampusPhoto.Domain.Orders;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>A token request by client credentials (RFC 6749, section 4.4).</summary>
internal sealed class OAuthTokenRequest
{
    /// <summary>Always client_credentials.</summary>
    [JsonPropertyName("grant_type")]
    public required string GrantType { get; init; }

    /// <summary>The client's public name; or sent with HTTP Basic.</summary>
    [JsonPropertyName("client_id")]
    public string? ClientId { get; init; }

    /// <summary>The client's secret; or sent with HTTP Basic.</summary>
    [JsonPropertyName("client_secret")]
    public string? ClientSecret { get; init; }

    /// <summary>Scopes divided by spaces: orders, batches, photo-checks, webhooks, sandbox, or staff: and a role; all of the client's when missing.</summary>
    [JsonPropertyName("scope")]
    public string? Scope { get; init; }
}

/// <summary>A token (RFC 6749, section 5.1).</summary>
/// <param name="AccessToken">Sent as <c>Authorization: Bearer …</c>.</param>
/// <param name="TokenType">Always Bearer.</param>
/// <param name="ExpiresIn">Seconds until it expires, at most ten minutes; there is no refresh token, ask again.</param>
/// <param name="Scope">What it may be used for.</param>
internal sealed record OAuthToken(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("scope")] string Scope);

/// <summary>A refusal (RFC 6749, section 5.2).</summary>
/// <param name="Error">invalid_request, invalid_client, unsupported_grant_type or invalid_scope.</param>
/// <param name="ErrorDescription">What was wrong.</param>
internal sealed record OAuthRefusal(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string ErrorDescription);

/// <summary>An order as integrators see it: no person, no photo.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Number">订单编号.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="StatusText">Where it stands, in words.</param>
/// <param name="SchoolCode">学校编号.</param>
/// <param name="PlacedAt">下单时间.</param>
internal sealed record IntegratorOrderView(
    Guid Id, string Number, OrderStatus Status, ShownText StatusText, string SchoolCode, DateTimeOffset PlacedAt);

/// <summary>What other organisations' programs use.</summary>
internal static class IntegrationEndpoints
{
    private const string FormType = "application/x-www-form-urlencoded";

    public static void Map(IEndpointRouteBuilder api)
    {
        var integrations = api.MapGroup("/integrations").WithTags(Tags.Integrators);
        integrations.MapPost("/token", GetToken).WithName("GetIntegratorToken")
            .WithSummary("An access token by client credentials (RFC 6749)").AllowAnonymous()
            .WithMetadata(new TakesForm(typeof(OAuthTokenRequest)), new AnswersOtherErrors())
            .Produces<OAuthToken>().Produces<OAuthRefusal>(StatusCodes.Status400BadRequest)
            .Produces<OAuthRefusal>(StatusCodes.Status401Unauthorized)
            .AnswerExample(new OAuthToken("CfDJ8Ab…", "Bearer", 600, "orders batches"));
        integrations.MapGet("/orders/{number}", GetOrder).WithName("GetIntegratorOrder")
            .WithSummary("Where an order stands, by its number").RequireAuthorization(Policies.IntegratorOrders)
            .ProducesErrors(OrderErrors.NotFound);
    }

    private static async Task<Results<JsonHttpResult<OAuthToken>, JsonHttpResult<OAuthRefusal>>> GetToken(
        HttpRequest request, ISender sender, TokenIssuer issuer, CancellationToken cancellationToken)
    {
        request.HttpContext.Response.Headers.Pragma = "no-cache";
        if (await ReadAsync(request, cancellationToken) is not { } form)
            return Refuse("invalid_request", $"Send {FormType}.");
        if (form.GrantType != "client_credentials") return Refuse("unsupported_grant_type", "Only client_credentials is supported.");
        if (form is not { ClientId: { Length: > 0 } id, ClientSecret: { Length: > 0 } secret })
            return RefuseClient(request);
        var client = await sender.Send(new AuthenticateIntegratorProcess(id, secret), cancellationToken);
        if (client.Error is not null) return RefuseClient(request);

        var scopes = form.Scope?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [.. client.Value.Scopes];
        if (scopes.Except(client.Value.Scopes, StringComparer.Ordinal).Any())
            return Refuse("invalid_scope", "The client may not ask for such a scope.");
        var (token, lifetime) = issuer.IssueAccess(client.Value, scopes);
        return TypedResults.Json(new OAuthToken(token, "Bearer", (int)lifetime.TotalSeconds, string.Join(' ', scopes)));
    }

    internal static async Task<Results<Ok<IntegratorOrderView>, ProblemResult>> GetOrder(
        string number, ISender sender, CancellationToken cancellationToken)
    {
        var found = await sender.Send(new GetStaffOrderQuery(number, ShowsPhoto: false), cancellationToken);
        if (found.Error is { } error) return new ProblemResult(error);
        var order = found.Value.Order;
        return TypedResults.Ok(new IntegratorOrderView(
            order.Id, order.Number, order.Status, order.StatusText, order.SchoolCode, order.PlacedAt));
    }

    private static async Task<OAuthTokenRequest?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType || request.ContentType?.StartsWith(FormType, StringComparison.OrdinalIgnoreCase) != true) return null;
        var form = await request.ReadFormAsync(cancellationToken);
        var (id, secret) = ReadBasic(request);
        return new OAuthTokenRequest
        {
            GrantType = form["grant_type"].ToString(),
            ClientId = id ?? form["client_id"],
            ClientSecret = secret ?? form["client_secret"],
            Scope = form.TryGetValue("scope", out var scope) ? scope.ToString() : null,
        };
    }

    // RFC 6749, section 2.3.1: name and secret are form-encoded before they are joined.
    private static (string? Id, string? Secret) ReadBasic(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
            || !string.Equals(header.Scheme, "Basic", StringComparison.OrdinalIgnoreCase)
            || header.Parameter is not { } encoded)
            return default;
        Span<byte> decoded = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, decoded, out var length)) return default;
        var pair = Encoding.UTF8.GetString(decoded[..length]).Split(':', 2);
        return pair is [var id, var secret] ? (Unescape(id), Unescape(secret)) : default;
    }

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static JsonHttpResult<OAuthRefusal> RefuseClient(HttpRequest request)
    {
        request.HttpContext.Response.Headers.WWWAuthenticate = "Basic realm=\"CampusPhoto\"";
        return TypedResults.Json(
            new OAuthRefusal("invalid_client", "The client's name or secret is wrong."),
            statusCode: StatusCodes.Status401Unauthorized);
    }

    private static JsonHttpResult<OAuthRefusal> Refuse(string error, string description) =>
        TypedResults.Json(new OAuthRefusal(error, description), statusCode: StatusCodes.Status400BadRequest);
}
