using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Staff;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Reviews;

/// <summary>What reviewers did in a period.</summary>
/// <param name="From">From when, inclusive.</param>
/// <param name="Until">Until when, exclusive; at most 366 days later.</param>
/// <param name="Only">The one reviewer that the caller may see, or null for all.</param>
public sealed record ReviewStatisticsQuery(DateTimeOffset From, DateTimeOffset Until, Guid? Only) : IQuery<Page<ReviewerStatistics>>;

/// <summary>What one reviewer did.</summary>
/// <param name="ReviewerId">The reviewer.</param>
/// <param name="UserName">Sign-in name.</param>
/// <param name="Decisions">Approvals and rejections, opinions among them.</param>
/// <param name="Approvals">Of these, approvals.</param>
/// <param name="MedianSeconds">Median time between claim and decision, seconds; null where none was claimed before.</param>
/// <param name="PerHour">Decisions in an hour of holding orders; null where none was claimed before.</param>
/// <param name="Judged">Decisions on photos that somebody else decided on as well: second opinions and reopened orders.</param>
/// <param name="Upheld">Of these, how many the other person's decision agreed with.</param>
/// <param name="Reversed">Of these, how many it contradicted.</param>
/// <param name="Agreement">Upheld of judged, 0 to 1; null where none was judged.</param>
public sealed record ReviewerStatistics(
    Guid ReviewerId, string UserName, int Decisions, int Approvals, double? MedianSeconds, double? PerHour, int Judged, int Upheld,
    int Reversed, double? Agreement);

internal sealed class ReviewStatisticsValidator : AbstractValidator<ReviewStatisticsQuery>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public ReviewStatisticsValidator() =>
        RuleFor(query => query.Until).Must((query, until) => until > query.From && until - query.From <= Longest)
            .Says("until 应晚于 from，且不超过 366 天。", "The end is later than the beginning, by at most 366 days.");
}

internal sealed class ReviewStatisticsHandler(IReadDb db, IStaffAccounts staff)
    : IRequestHandler<ReviewStatisticsQuery, Result<Page<ReviewerStatistics>>>
{
    public async Task<Result<Page<ReviewerStatistics>>> Handle(ReviewStatisticsQuery query, CancellationToken cancellationToken)
    {
        (DateTimeOffset from, DateTimeOffset until) = (query.From.ToUniversalTime(), query.Until.ToUniversalTime());
        IQueryable<Review> reviews = db.Reviews.Where(review => review.At >= from && review.At < until);
        if (query.Only is { } only)
        {
            var one = new StaffId(only);
            reviews = reviews.Where(review => review.ReviewerId == one);
        }

        var counts = await reviews.GroupBy(review => new { review.ReviewerId, review.Approved, review.Upheld })
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        List<ReviewerStatistics> rows = [];
        foreach (var person in counts.GroupBy(count => count.Key.ReviewerId))
        {
            int Sum(Func<bool, bool?, bool> which) => person.Where(one => which(one.Key.Approved, one.Key.Upheld)).Sum(one => one.Count);
            (int decisions, int upheld, int reversed) =
                (Sum((_, _) => true), Sum((_, judged) => judged == true), Sum((_, judged) => judged == false));
            List<TimeSpan> times = await reviews.Where(review => review.ReviewerId == person.Key && review.Took != null)
                .OrderBy(review => review.Took).Select(review => review.Took!.Value).ToListAsync(cancellationToken);
            string? name = (await staff.GetAsync(person.Key.Value, cancellationToken))?.UserName;
            rows.Add(new ReviewerStatistics(
                person.Key.Value, name ?? "", decisions, Sum((approved, _) => approved), Median(times), PerHour(times),
                upheld + reversed, upheld, reversed, upheld + reversed == 0 ? null : (double)upheld / (upheld + reversed)));
        }

        return new Page<ReviewerStatistics>([.. rows.OrderBy(row => row.UserName, StringComparer.Ordinal)], null);
    }

    private static double? Median(List<TimeSpan> sorted) => sorted.Count == 0
        ? null
        : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]).TotalSeconds / 2;

    private static double? PerHour(List<TimeSpan> times) =>
        times.Count == 0 ? null : times.Count / times.Sum(time => time.TotalHours);
}
