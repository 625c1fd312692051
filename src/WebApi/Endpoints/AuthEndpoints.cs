using System.Security.Claims;
using CampusPhoto.Application.Accounts;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Staff;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>What a student logs in with.</summary>
/// <param name="LoginCode">From <c>wx.login</c>; single use, five minutes.</param>
/// <param name="PhoneCode">From the phone button, if the student allowed it; each look-up costs quota.</param>
/// <param name="AgreementVersion">Version of the user agreement that was ticked.</param>
internal sealed record WeChatLoginRequest(string LoginCode, string AgreementVersion, string? PhoneCode = null);

/// <summary>A logged-in student.</summary>
/// <param name="AccessToken">Sent as <c>Authorization: Bearer …</c>; holds for ten minutes.</param>
/// <param name="RefreshToken">Changed once for the next pair; using it twice ends the session.</param>
/// <param name="ExpiresIn">Seconds until the access token expires.</param>
/// <param name="TokenType">Always Bearer.</param>
/// <param name="PhoneRequired">Whether a phone number is still to be verified, by <c>POST /account/phone</c>.</param>
internal sealed record WeChatLoginAnswer(
    string AccessToken, string RefreshToken, int ExpiresIn, string TokenType, bool PhoneRequired);

/// <summary>Asks for the next pair of tokens.</summary>
/// <param name="RefreshToken">The present refresh token.</param>
internal sealed record RefreshRequest(string RefreshToken);

/// <summary>What a member of staff signs in with.</summary>
/// <param name="UserName">Sign-in name.</param>
/// <param name="Password">Password.</param>
/// <param name="SecondFactor">Six digits of the authenticator, or a recovery code; needed where the person has a second factor.</param>
internal sealed record StaffLoginRequest(string UserName, string Password, string? SecondFactor = null);

/// <summary>A signed-in member of staff.</summary>
/// <param name="AccessToken">Sent as <c>Authorization: Bearer …</c>; holds for ten minutes.</param>
/// <param name="RefreshToken">Changed once for the next pair; using it twice ends the session.</param>
/// <param name="ExpiresIn">Seconds until the access token expires.</param>
/// <param name="TokenType">Always Bearer.</param>
/// <param name="UserName">Sign-in name.</param>
/// <param name="Roles">Capacities in which the person may act.</param>
/// <param name="SecondFactorRequired">
/// Whether a second factor is to be set up first (<c>POST /staff/account/second-factor</c>); until then the token serves for
/// nothing else, and a new sign-in is needed afterwards.
/// </param>
internal sealed record StaffLoginAnswer(
    string AccessToken, string RefreshToken, int ExpiresIn, string TokenType, string UserName, IReadOnlyList<ActorKind> Roles,
    bool SecondFactorRequired);

/// <summary>授权登录, and the end of it.</summary>
internal static class AuthEndpoints
{
    private static readonly Tokens ExampleTokens = new("CfDJ8Ab…", "CfDJ8Cd…", 600, "Bearer");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/agreements/current", GetAgreements).WithName("GetCurrentAgreements").WithTags(Tags.Students)
            .WithSummary("The user agreement, photo guide and face-data notice in force").AllowAnonymous();
        api.MapPost("/auth/wechat-login", LogIn).WithName("LogIn").WithTags(Tags.Students)
            .WithSummary("授权登录: log in with WeChat").AllowAnonymous()
            .RequestExample(new WeChatLoginRequest("0a3Bcd1w3Xy", "2026-11", "e31968a7f94cc5ee25fafc2aef2773f0bb8c3937b22520eb8ee345274d00c144"))
            .AnswerExample(new WeChatLoginAnswer(ExampleTokens.AccessToken, ExampleTokens.RefreshToken, 600, "Bearer", PhoneRequired: false))
            .ProducesErrors(
                AccountErrors.AgreementOutdated, LoginErrors.LoginCodeInvalid, LoginErrors.UserBlocked, LoginErrors.WeChatUnavailable);
        api.MapPost("/auth/refresh", Refresh).WithName("RefreshTokens").WithTags(Tags.Students, Tags.Staff)
            .WithSummary("Change a refresh token for the next pair of tokens").AllowAnonymous()
            .RequestExample(new RefreshRequest(ExampleTokens.RefreshToken)).AnswerExample(ExampleTokens)
            .ProducesErrors(AccountErrors.SessionEnded);
        api.MapPost("/auth/logout", LogOut).WithName("LogOut").WithTags(Tags.Students, Tags.Staff)
            .WithSummary("End the session: it cannot be renewed, and its access token is refused from now on").RequireAuthorization(Policies.Session).WithMetadata(new EndsSession());
        api.MapPost("/staff/auth/login", SignInStaff).WithName("SignInStaff").WithTags(Tags.Staff)
            .WithSummary("Sign a member of staff in").AllowAnonymous()
            .RequestExample(new StaffLoginRequest("reviewer", "a long passphrase", "492039"))
            .AnswerExample(new StaffLoginAnswer(
                ExampleTokens.AccessToken, ExampleTokens.RefreshToken, 600, "Bearer", "reviewer", [ActorKind.Reviewer], SecondFactorRequired: false))
            .ProducesErrors(
                AccountErrors.CredentialsInvalid, AccountErrors.LockedOut, SecondFactorErrors.Required, SecondFactorErrors.CodeInvalid);
    }

    private static async Task<Results<Ok<AgreementsView>, ProblemResult>> GetAgreements(
        ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetCurrentAgreementsQuery(), cancellationToken)).ToOk();

    private static async Task<Results<Ok<WeChatLoginAnswer>, ProblemResult>> LogIn(
        WeChatLoginRequest request, HttpRequest http, ISender sender, TokenIssuer issuer, CancellationToken cancellationToken)
    {
        var login = await sender.Send(
            new LogInProcess(request.LoginCode, request.PhoneCode, request.AgreementVersion, DeviceNames.Of(http)), cancellationToken);
        if (login.Error is { } refused) return new ProblemResult(refused);
        var tokens = await issuer.IssueAsync(login.Value.Ticket, cancellationToken);
        return tokens.Error is { } error
            ? new ProblemResult(error)
            : TypedResults.Ok(new WeChatLoginAnswer(
                tokens.Value.AccessToken, tokens.Value.RefreshToken, tokens.Value.ExpiresIn, tokens.Value.TokenType,
                login.Value.PhoneRequired));
    }

    private static async Task<Results<Ok<Tokens>, ProblemResult>> Refresh(
        RefreshRequest request, ISender sender, TokenIssuer issuer, CancellationToken cancellationToken)
    {
        if (issuer.ReadRefresh(request.RefreshToken) is not { } held) return new ProblemResult(AccountErrors.SessionEnded);
        Result<SessionTicket> session = await sender.Send(
            new RenewSessionProcess(held.Session, held.Generation), cancellationToken);
        return session.Error is { } error
            ? new ProblemResult(error)
            : (await issuer.IssueAsync(session.Value, cancellationToken)).ToOk();
    }

    private static async Task<Results<NoContent, ProblemResult>> LogOut(
        ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken)
    {
        var ended = await sender.Send(new EndSessionProcess(user.SessionId()), cancellationToken);
        return ended.Error is { } error ? new ProblemResult(error) : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<StaffLoginAnswer>, ProblemResult>> SignInStaff(
        StaffLoginRequest request, ISender sender, TokenIssuer issuer, CancellationToken cancellationToken)
    {
        var signIn = await sender.Send(new SignInStaffProcess(request.UserName, request.Password, request.SecondFactor), cancellationToken);
        if (signIn.Error is { } refused) return new ProblemResult(refused);
        var tokens = await issuer.IssueAsync(signIn.Value.Ticket, cancellationToken);
        return tokens.Error is { } error
            ? new ProblemResult(error)
            : TypedResults.Ok(new StaffLoginAnswer(
                tokens.Value.AccessToken, tokens.Value.RefreshToken, tokens.Value.ExpiresIn, tokens.Value.TokenType,
                signIn.Value.Member.UserName, signIn.Value.Member.Roles, issuer.MustSetUpSecondFactor(signIn.Value.Member)));
    }
}
