using System.Security.Claims;
using CampusPhoto.Application.Accounts;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messages;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Idempotency;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>A phone number that WeChat has verified.</summary>
/// <param name="PhoneCode">From the phone button; single use, five minutes.</param>
internal sealed record AddPhoneRequest(string PhoneCode);

/// <summary>我已阅读.</summary>
/// <param name="Purpose">Which text is agreed to: the guide, or apart from it the face-data notice.</param>
/// <param name="Version">Version of the text that was shown.</param>
internal sealed record ConsentRequest(ConsentPurpose Purpose, string Version);

/// <summary>允许消息: what <c>wx.requestSubscribeMessage</c> was answered with "accept" for.</summary>
/// <param name="TemplateIds">One to five templates.</param>
internal sealed record MessageConsentRequest(IReadOnlyList<string> TemplateIds);

/// <summary>账号信息, consents and messages.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/account", GetAccount).WithName("GetAccount").WithTags(Tags.Students)
            .WithSummary("账号信息: phone, agreement and consents").RequireAuthorization(Policies.Student)
            .ProducesErrors(AccountErrors.SessionEnded);
        api.MapPost("/account/phone", AddPhone).WithName("AddPhone").WithTags(Tags.Students)
            .WithSummary("Verify the account's phone number by WeChat").RequireAuthorization(Policies.Student)
            .RequestExample(new AddPhoneRequest("e31968a7f94cc5ee25fafc2aef2773f0"))
            .AnswerExample(new PhoneView("138****1234"))
            .ProducesErrors(AccountErrors.SessionEnded, LoginErrors.PhoneCodeInvalid, LoginErrors.WeChatUnavailable);
        api.MapPost("/consents", GiveConsent).WithName("GiveConsent").WithTags(Tags.Students)
            .WithSummary("我已阅读: agree to the photo guide or to the face-data notice").RequireAuthorization(Policies.Student)
            .AcceptsIdempotencyKey()
            .RequestExample(new ConsentRequest(ConsentPurpose.FaceData, "2026-11"))
            .ProducesErrors(AccountErrors.SessionEnded, AccountErrors.ConsentOutdated, CommonErrors.Conflict);
        api.MapPost("/message-consents", AllowMessages).WithName("AllowMessages").WithTags(Tags.Students)
            .WithSummary("允许消息: record which templates the student allowed one more message of")
            .RequireAuthorization(Policies.Student).AcceptsIdempotencyKey()
            .ProducesErrors(AccountErrors.SessionEnded, CommonErrors.Conflict);
        api.MapGet("/messages", ListMessages).WithName("ListMessages").WithTags(Tags.Students)
            .WithSummary("The in-app inbox, newest first").RequireAuthorization(Policies.Student);
    }

    private static async Task<Results<Ok<AccountView>, ProblemResult>> GetAccount(
        ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetAccountQuery(user.AccountId()), cancellationToken)).ToOk();

    private static async Task<Results<Ok<PhoneView>, ProblemResult>> AddPhone(
        AddPhoneRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new AddPhoneProcess(user.AccountId(), request.PhoneCode), cancellationToken)).ToOk();

    private static async Task<Results<Ok<ConsentView>, ProblemResult>> GiveConsent(
        ConsentRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GiveConsentCommand(user.AccountId(), request.Purpose, request.Version), cancellationToken)).ToOk();

    private static async Task<Results<Ok<MessageCreditsView>, ProblemResult>> AllowMessages(
        MessageConsentRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new AllowMessagesCommand(user.AccountId(), request.TemplateIds), cancellationToken)).ToOk();

    private static async Task<Results<Ok<Page<MessageView>>, ProblemResult>> ListMessages(
        ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListMessagesQuery(user.AccountId()), cancellationToken)).ToOk();
}
