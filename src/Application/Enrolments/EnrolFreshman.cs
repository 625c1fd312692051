using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Rosters;
using CampusPhoto.Domain.Schools;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Enrolments;

/// <summary>新生照片上传: joins a school's campaign of freshmen by what stands in the letter of admission; there is no collection code.</summary>
/// <param name="Account">The account.</param>
/// <param name="SchoolCode">学校编号.</param>
/// <param name="AdmissionNumber">录取号 on the school's roster.</param>
/// <param name="Name">姓名 on the school's roster.</param>
public sealed record EnrolFreshmanProcess(AccountId Account, string SchoolCode, string AdmissionNumber, string Name)
    : IProcess<EnrolmentView>, IIdempotent;

internal sealed class EnrolFreshmanValidator : AbstractValidator<EnrolFreshmanProcess>
{
    public EnrolFreshmanValidator()
    {
        RuleFor(process => process.SchoolCode).NotEmpty().MaximumLength(School.MaxCodeLength)
            .Says("请输入学校编号。", "Give the school's code.");
        RuleFor(process => process.AdmissionNumber).NotEmpty().MaximumLength(CollectionCode.MaxUniqueNumberLength)
            .Says("请输入录取号，最长 40 个字符。", "Give the admission number, at most 40 characters.");
        RuleFor(process => process.Name).NotEmpty().MaximumLength(RosterEntry.MaxNameLength)
            .Says("请输入姓名，最长 60 个字符。", "Give the name, at most 60 characters.");
    }
}

/// <summary>
/// Takes a try before the roster is looked at, by account and by number, and never says which part was wrong: so nobody
/// finds out by trying who was admitted where.
/// </summary>
internal sealed class EnrolFreshmanHandler(ISender sender, IPersonalDataHasher hasher, IAttemptLimiter limiter)
    : IRequestHandler<EnrolFreshmanProcess, Result<EnrolmentView>>
{
    private const string Kind = "freshman";
    private const int Tries = 10;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    public async Task<Result<EnrolmentView>> Handle(EnrolFreshmanProcess request, CancellationToken cancellationToken)
    {
        KeyedHash number = hasher.Hash(PersonalValue.UniqueNumber, request.AdmissionNumber);
        string[] subjects = [request.Account.Value.ToString("N", CultureInfo.InvariantCulture), number.Value];
        List<string> taken = [];
        foreach (string subject in subjects)
        {
            if (await limiter.TakeAsync(Kind, subject, Tries, Window, cancellationToken) is { } wait)
            {
                await GiveBackAsync(taken);
                return EnrolmentErrors.TooManyFreshmanTries.After(wait);
            }

            taken.Add(subject);
        }

        Result<EnrolmentView> enrolled = await sender.Send(
            new EnrolFreshmanCommand(request.Account, request.SchoolCode.Trim(), number, request.Name), cancellationToken);
        if (enrolled.Error?.Is(EnrolmentErrors.NotOnRoster) != true) await GiveBackAsync(taken);
        return enrolled;
    }

    private async Task GiveBackAsync(IEnumerable<string> subjects)
    {
        foreach (string subject in subjects) await limiter.GiveBackAsync(Kind, subject, Window, CancellationToken.None);
    }
}

internal sealed record EnrolFreshmanCommand(AccountId Account, string SchoolCode, KeyedHash Number, string Name)
    : ICommand<EnrolmentView>;

internal sealed class EnrolFreshmanCommandHandler(IRosters rosters, IEnrolmentRepository enrolments, TimeProvider clock)
    : IRequestHandler<EnrolFreshmanCommand, Result<EnrolmentView>>
{
    public async Task<Result<EnrolmentView>> Handle(EnrolFreshmanCommand command, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        IReadOnlyList<Freshman> expected = await rosters.FindFreshmenAsync(command.SchoolCode, command.Number, cancellationToken);
        Freshman? freshman = expected.FirstOrDefault(one => one.Campaign.IsOpen(now, one.Entry.ExtendedUntil)) ?? (expected.Count > 0 ? expected[0] : null);
        if (freshman is null) return EnrolmentErrors.NotOnRoster;
        Result<Enrolment> joined = Enrolment.JoinByRoster(
            Id.New<EnrolmentId>(now), freshman.Campaign, freshman.School, freshman.Entry, command.Name, command.Account, now);
        if (joined.Error is { } error) return error;
        if (await enrolments.FindLiveAsync(freshman.Campaign.Id, command.Number, cancellationToken) is { } live)
        {
            // The same student again goes on where they were.
            return live.AccountId == command.Account
                ? EnrolmentView.Of(live, freshman.Campaign)
                : EnrolmentErrors.ClaimedByAnother;
        }

        enrolments.Add(joined.Value);
        return EnrolmentView.Of(joined.Value, freshman.Campaign);
    }
}
