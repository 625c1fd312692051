using System.Security.Claims;
using CampusPhoto.Application.Accounts;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Retention;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Idempotency;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>撤回同意.</summary>
/// <param name="Purpose">PhotoGuide or FaceData.</param>
internal sealed record ConsentWithdrawalRequest(ConsentPurpose Purpose);

/// <summary>注销账号.</summary>
/// <param name="Confirmed">True: it cannot be undone.</param>
internal sealed record AccountDeletionRequest(bool Confirmed);

/// <summary>账号信息: what a student may do with what is known of them; and how long it is kept.</summary>
internal static class AccountDataEndpoints
{
    private const string ZipType = "application/zip";

    public static void Map(IEndpointRouteBuilder api)
    {
        var account = api.MapGroup("/account").WithTags(Tags.Students).RequireAuthorization(Policies.Student);
        account.MapGet("/devices", ListDevices).WithName("ListDevices").WithSummary("登录设备: where the account is signed in");
        account.MapDelete("/devices/{id}", SignOutDevice).WithName("SignOutDevice")
            .WithSummary("Sign a device out; its access token is refused from now on").ProducesErrors(AccountErrors.DeviceNotFound);
        account.MapPost("/consent-withdrawals", WithdrawConsent).WithName("WithdrawConsent")
            .WithSummary("撤回同意: no more photos are taken; photos that no order needs are erased at once")
            .AcceptsIdempotencyKey().RequestExample(new ConsentWithdrawalRequest(ConsentPurpose.FaceData))
            .ProducesErrors(AccountErrors.SessionEnded, AccountErrors.ConsentNotGiven, CommonErrors.Conflict);
        account.MapGet("/export", Export).WithName("ExportAccount").AddEndpointFilter<OpenSession>()
            .WithSummary("个人信息副本: everything that is kept of the student, as ZIP of JSON and photos; five times a day")
            .Produces(StatusCodes.Status200OK, contentType: ZipType)
            .ProducesErrors(AccountErrors.SessionEnded, AccountErrors.ExportLimit);
        account.MapPost("/deletion", Delete).WithName("DeleteAccount")
            .WithSummary("注销账号: erase the student; answers with what was erased, what must be kept and why")
            .AcceptsIdempotencyKey().WithMetadata(new EndsSession()).RequestExample(new AccountDeletionRequest(true))
            .ProducesErrors(AccountErrors.SessionEnded, AccountErrors.HasLiveOrders, CommonErrors.Conflict);
        api.MapGet("/staff/retention", GetRetention).WithName("GetRetention").WithTags(Tags.Staff)
            .WithSummary("How long what is kept, how many faces are stored, and what was erased lately")
            .RequireAuthorization(Policies.Operator);
    }

    private static async Task<Results<Ok<Page<DeviceView>>, ProblemResult>> ListDevices(
        ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListDevicesQuery(user.AccountId(), user.SessionId()), cancellationToken)).ToOk();

    private static async Task<Results<NoContent, ProblemResult>> SignOutDevice(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken)
    {
        var ended = await sender.Send(new SignOutDeviceProcess(user.AccountId(), id), cancellationToken);
        return ended.Error is { } error ? new ProblemResult(error) : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<ConsentWithdrawalView>, ProblemResult>> WithdrawConsent(
        ConsentWithdrawalRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new WithdrawConsentProcess(user.AccountId(), request.Purpose), cancellationToken)).ToOk();

    private static async Task<Results<PushStreamHttpResult, ProblemResult>> Export(
        ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ExportAccountProcess(user.AccountId()), cancellationToken)).ToStream(ZipType, cancellationToken);

    private static async Task<Results<Ok<AccountDeletionView>, ProblemResult>> Delete(
        AccountDeletionRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new DeleteAccountProcess(user.AccountId(), request.Confirmed, user.SessionId()), cancellationToken)).ToOk();

    private static async Task<Results<Ok<RetentionView>, ProblemResult>> GetRetention(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetRetentionQuery(), cancellationToken)).ToOk();
}
