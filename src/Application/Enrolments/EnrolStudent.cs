using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Rosters;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Enrolments;

/// <summary>去采集: joins a campaign with a recognised collection code and the school's feature code.</summary>
/// <param name="Account">The account.</param>
/// <param name="Recognition">The recognition, which is used up.</param>
/// <param name="FeatureCode">特征码 as typed.</param>
public sealed record EnrolStudentProcess(AccountId Account, RecognitionId Recognition, string FeatureCode)
    : IProcess<EnrolmentView>, IIdempotent;

internal sealed class EnrolStudentValidator : AbstractValidator<EnrolStudentProcess>
{
    public EnrolStudentValidator()
    {
        RuleFor(process => process.Recognition).NotEqual(default(RecognitionId)).OverridePropertyName("RecognitionId")
            .Says("请提供识别结果编号。", "Give the recognition's identity.");
        RuleFor(process => process.FeatureCode).NotEmpty().MaximumLength(32)
            .Says("请输入特征码。", "Give the feature code.");
    }
}

/// <summary>
/// Takes a try before the code is looked at, by account and by student, so that a code cannot be guessed however many
/// requests come at once: a 6-character code has 2³¹ values, and an account has ten tries in an hour.
/// </summary>
internal sealed class EnrolStudentHandler(
    ISender sender, IRecognitionRepository recognitions, IAttemptLimiter limiter)
    : IRequestHandler<EnrolStudentProcess, Result<EnrolmentView>>
{
    private const string Kind = "feature-code";
    private const int Tries = 10;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    public async Task<Result<EnrolmentView>> Handle(EnrolStudentProcess request, CancellationToken cancellationToken)
    {
        Recognition? recognition = await recognitions.GetAsync(request.Recognition, cancellationToken);
        if (recognition is null || recognition.AccountId != request.Account) return CollectionCodeErrors.RecognitionNotFound;
        Result<FeatureCode> code = FeatureCode.Parse(request.FeatureCode);
        if (code.Error is { } malformed) return malformed;

        string[] subjects =
        [
            request.Account.Value.ToString("N", CultureInfo.InvariantCulture),
            recognition.Identity.UniqueNumberHash.Value,
        ];
        List<string> taken = [];
        foreach (string subject in subjects)
        {
            if (await limiter.TakeAsync(Kind, subject, Tries, Window, cancellationToken) is { } wait)
            {
                await GiveBackAsync(taken);
                return CampaignErrors.TooManyGuesses.After(wait);
            }

            taken.Add(subject);
        }

        Result<EnrolmentView> enrolled = await sender.Send(
            new EnrolCommand(request.Account, request.Recognition, code.Value), cancellationToken);
        if (enrolled.Error?.Is(CampaignErrors.FeatureCodeWrong) != true) await GiveBackAsync(taken);
        return enrolled;
    }

    private async Task GiveBackAsync(IEnumerable<string> subjects)
    {
        foreach (string subject in subjects) await limiter.GiveBackAsync(Kind, subject, Window, CancellationToken.None);
    }
}

internal sealed record EnrolCommand(AccountId Account, RecognitionId Recognition, FeatureCode FeatureCode)
    : ICommand<EnrolmentView>;

internal sealed class EnrolHandler(
    IRecognitionRepository recognitions, ICampaignRepository campaigns, IEnrolmentRepository enrolments, IRosters rosters,
    TimeProvider clock)
    : IRequestHandler<EnrolCommand, Result<EnrolmentView>>
{
    public async Task<Result<EnrolmentView>> Handle(EnrolCommand command, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Recognition? recognition = await recognitions.GetAsync(command.Recognition, cancellationToken);
        if (recognition is null || recognition.AccountId != command.Account) return CollectionCodeErrors.RecognitionNotFound;
        if (await campaigns.FindOpenAsync(command.FeatureCode, cancellationToken) is not { } found)
            return CampaignErrors.FeatureCodeWrong;

        RosterEntry? expected = await rosters.FindAsync(found.Campaign.Id, recognition.Identity.UniqueNumberHash, cancellationToken);
        Result<Enrolment> joined = Enrolment.Join(
            Id.New<EnrolmentId>(now), found.Campaign, found.SchoolCode, recognition, now, expected?.ExtendedUntil);
        if (joined.Error is { } error) return error;
        Enrolment? live = await enrolments.FindLiveAsync(
            found.Campaign.Id, recognition.Identity.UniqueNumberHash, cancellationToken);
        if (live is not null)
        {
            // The same student scanning again goes on where they were.
            return live.AccountId == command.Account
                ? EnrolmentView.Of(live, found.Campaign)
                : EnrolmentErrors.ClaimedByAnother;
        }

        enrolments.Add(joined.Value);
        return EnrolmentView.Of(joined.Value, found.Campaign);
    }
}
