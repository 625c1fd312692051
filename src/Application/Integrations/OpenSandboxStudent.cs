using System.Security.Cryptography;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Accounts;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Integrations;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Schools;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Application.Integrations;

/// <summary>Makes up a student who is logged in, for an integrator to walk the journey with.</summary>
public sealed record OpenSandboxStudentProcess : IProcess<SandboxStudent>, IIdempotent;

/// <summary>A made-up student.</summary>
/// <param name="Ticket">The session.</param>
/// <param name="FeatureCode">特征码 of the sandbox's campaign.</param>
public sealed record SandboxStudent(SessionTicket Ticket, string FeatureCode);

internal sealed class OpenSandboxStudentHandler(ISender sender, ISessions sessions, IOptions<SandboxOptions> options)
    : IRequestHandler<OpenSandboxStudentProcess, Result<SandboxStudent>>
{
    private const int PhoneDigits = 8;

    public async Task<Result<SandboxStudent>> Handle(OpenSandboxStudentProcess request, CancellationToken cancellationToken)
    {
        if (options.Value.Enabled != true) return SandboxErrors.Closed;
        Result<string> featureCode = await sender.Send(new OpenSandboxCommand(), cancellationToken);
        if (featureCode.Error is { } unopened) return unopened;
        Result<EnteredAccount> entered = await sender.Send(
            new EnterAccountCommand(
                Sandbox.OpenIdPrefix + RandomNumberGenerator.GetHexString(20, lowercase: true), Agreements.UserAgreement.Version,
                $"199{RandomNumberGenerator.GetString("0123456789", PhoneDigits)}"),
            cancellationToken);
        if (entered.Error is { } error) return error;
        return new SandboxStudent(await sessions.OpenAsync(entered.Value.Id, SessionKind.Student, null, cancellationToken), featureCode.Value);
    }
}

/// <summary>Makes the sandbox's school and campaign where they are not there yet; answers the feature code.</summary>
internal sealed record OpenSandboxCommand : ICommand<string>;

internal sealed class OpenSandboxHandler(ISchoolRepository schools, ICampaignRepository campaigns, IReadDb db, TimeProvider clock)
    : IRequestHandler<OpenSandboxCommand, Result<string>>
{
    private const int Attempts = 3;
    private const int DaysOpen = 3_650;

    public async Task<Result<string>> Handle(OpenSandboxCommand command, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        School? school = await schools.FindByCodeAsync(Sandbox.SchoolCode, cancellationToken);
        if (school is not null
            && await db.Campaigns.Where(one => one.SchoolId == school.Id && one.Status == CampaignStatus.Open && one.ClosesAt > now)
                .Select(one => (FeatureCode?)one.FeatureCode).FirstOrDefaultAsync(cancellationToken) is { } open)
        {
            return open.Value;
        }

        if (school is null)
        {
            school = new School(Id.New<SchoolId>(now), Sandbox.SchoolCode, Sandbox.SchoolName);
            schools.Add(school);
        }

        var campaign = new Campaign(
            Id.New<CampaignId>(now), school.Id, "沙箱", FeatureCode.Draw(RandomNumberGenerator.GetInt32),
            new CampaignTerms(
                OrderKind.Collection, CollectionMode.Individual, new Money(Sandbox.PriceFen), Payer.Student, CapturePolicy.AlbumAllowed,
                Attempts, TimeSpan.FromMinutes(30), TimeSpan.FromDays(2), ClosingRefund.Full, "main"),
            "chsi-graduation-2017", 1, now.AddDays(-1), now.AddDays(DaysOpen), now.AddDays(DaysOpen));
        campaign.Open();
        campaigns.Add(campaign);
        return campaign.FeatureCode.Value;
    }
}
