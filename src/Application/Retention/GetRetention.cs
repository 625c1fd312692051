using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Retention;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Application.Retention;

/// <summary>How long what is kept, how many faces are stored, and what was erased lately.</summary>
public sealed record GetRetentionQuery : IQuery<RetentionView>;

/// <summary>How long what is kept, how many faces are stored, and what was erased lately.</summary>
/// <param name="StoredFaces">Students of whom a photo is stored.</param>
/// <param name="FaceAlarmAt">From how many on something should be done.</param>
/// <param name="FacesToBeFiled">From how many on the processing must be filed with the provincial authority within 30 working days.</param>
/// <param name="Days">Days by class of data.</param>
/// <param name="Runs">The latest runs of the erasure job, newest first.</param>
public sealed record RetentionView(
    int StoredFaces, int FaceAlarmAt, int FacesToBeFiled, IReadOnlyDictionary<string, int> Days, IReadOnlyList<ErasureRunView> Runs);

/// <summary>What one run of the erasure job came to.</summary>
/// <param name="At">When it ended.</param>
/// <param name="Photos">Files of photos.</param>
/// <param name="Students">Students of whom nothing but pseudonyms is left.</param>
/// <param name="Orders">Orders whose personal columns were erased.</param>
/// <param name="Addresses">Addresses that prints had been sent to.</param>
/// <param name="RosterEntries">Entries of rosters.</param>
/// <param name="Tickets">Tickets of support.</param>
/// <param name="StoredFaces">Students of whom a photo was stored afterwards.</param>
public sealed record ErasureRunView(
    DateTimeOffset At, int Photos, int Students, int Orders, int Addresses, int RosterEntries, int Tickets, int StoredFaces);

internal sealed class GetRetentionHandler(IReadDb db, IErasure erasure, IOptions<RetentionOptions> options)
    : IRequestHandler<GetRetentionQuery, Result<RetentionView>>
{
    // 《人脸识别技术应用安全管理办法》, article 15: from 100 000 people on within 30 working days.
    private const int FaceAlarmAt = 90_000, FacesToBeFiled = 100_000, Latest = 30;

    public async Task<Result<RetentionView>> Handle(GetRetentionQuery query, CancellationToken cancellationToken)
    {
        RetentionOptions kept = options.Value;
        List<ErasureRun> runs = await db.ErasureRuns.OrderByDescending(run => run.At).Take(Latest).ToListAsync(cancellationToken);
        return new RetentionView(
            await erasure.CountFacesAsync(cancellationToken), FaceAlarmAt, FacesToBeFiled,
            new Dictionary<string, int>
            {
                ["unordered"] = kept.UnorderedDays, ["unpaid"] = kept.UnpaidDays, ["rejected"] = kept.RejectedDays,
                ["delivered"] = kept.DeliveredDays, ["address"] = kept.AddressDays, ["ticket"] = kept.TicketDays,
                ["closedCampaign"] = kept.ClosedCampaignDays,
            },
            [
                .. runs.Select(run => new ErasureRunView(
                    run.At, run.Photos, run.Students, run.Orders, run.Addresses, run.RosterEntries, run.Tickets, run.StoredFaces)),
            ]);
    }
}
