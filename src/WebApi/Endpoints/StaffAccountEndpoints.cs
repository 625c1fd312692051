using System.Security.Claims;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Staff;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Staff;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>A code that proves that the authenticator has the secret.</summary>
/// <param name="Code">Six digits.</param>
internal sealed record SecondFactorConfirmation(string Code);

/// <summary>A new password.</summary>
/// <param name="PresentPassword">The present one.</param>
/// <param name="NewPassword">12 to 128 characters, other than the present one.</param>
internal sealed record PasswordChange(string PresentPassword, string NewPassword);

/// <summary>What people who work here do with their own account.</summary>
internal static class StaffAccountEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var account = api.MapGroup("/staff/account").WithTags(Tags.Staff).RequireAuthorization(Policies.OwnStaffAccount)
            .AddEndpointFilter<OpenSession>();
        account.MapGet("", Get).WithName("GetOwnStaffAccount").WithSummary("Who I am, and what I may do")
            .ProducesErrors(AccountErrors.SessionEnded);
        account.MapPost("/password", ChangePassword).WithName("ChangePassword")
            .WithSummary("Change my password; all my sessions end")
            .RequestExample(new PasswordChange("a long passphrase", "another long passphrase"))
            .ProducesErrors(StaffErrors.PasswordWrong, AccountErrors.LockedOut, AccountErrors.SessionEnded);
        account.MapPost("/second-factor", Begin).WithName("BeginSecondFactor")
            .WithSummary("A secret for an authenticator (RFC 6238); it counts once it is confirmed")
            .ProducesErrors(SecondFactorErrors.AlreadyOn, AccountErrors.SessionEnded);
        account.MapPost("/second-factor/confirmation", Confirm).WithName("ConfirmSecondFactor")
            .WithSummary("Turn the second factor on; answers recovery codes, once").RequestExample(new SecondFactorConfirmation("492039"))
            .ProducesErrors(SecondFactorErrors.NotBegun, SecondFactorErrors.ConfirmationWrong, AccountErrors.SessionEnded);
    }

    private static async Task<Results<Ok<OwnAccountView>, ProblemResult>> Get(
        ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetOwnAccountQuery(user.SubjectId()), cancellationToken)).ToOk();

    private static async Task<Results<NoContent, ProblemResult>> ChangePassword(
        PasswordChange change, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken)
    {
        var changed = await sender.Send(
            new ChangePasswordProcess(user.SubjectId(), change.PresentPassword, change.NewPassword), cancellationToken);
        return changed.Error is { } error ? new ProblemResult(error) : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<SecondFactorSecret>, ProblemResult>> Begin(
        ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new BeginSecondFactorProcess(user.SubjectId()), cancellationToken)).ToOk();

    private static async Task<Results<Ok<RecoveryCodes>, ProblemResult>> Confirm(
        SecondFactorConfirmation confirmation, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ConfirmSecondFactorProcess(user.SubjectId(), confirmation.Code), cancellationToken)).ToOk();
}
