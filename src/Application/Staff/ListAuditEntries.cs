using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Staff;

/// <summary>An entry of the audit trail.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Sequence">Place in the chain, from 1.</param>
/// <param name="At">When.</param>
/// <param name="By">As what.</param>
/// <param name="ById">The person, account or client; a pseudonym.</param>
/// <param name="Client">Name of the client whose credentials were used, or null.</param>
/// <param name="Action">What was done.</param>
/// <param name="SubjectKind">Kind of the thing.</param>
/// <param name="Subject">The thing.</param>
/// <param name="Detail">Codes that tell more.</param>
public sealed record AuditEntryView(
    Guid Id, long Sequence, DateTimeOffset At, CallerKind By, Guid ById, string? Client, string Action, string SubjectKind,
    string Subject, string Detail);

/// <summary>Which entries are asked for; null leaves a part open.</summary>
/// <param name="ById">By whom.</param>
/// <param name="Subject">On what thing.</param>
/// <param name="Action">What was done.</param>
public sealed record AuditFilter(Guid? ById, string? Subject, string? Action);

/// <summary>The audit trail for reading.</summary>
public interface IAuditReads
{
    /// <summary>Sealed entries, newest first; an entry is sealed within seconds.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Only those earlier in the chain; null for the first page.</param>
    /// <param name="most">How many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<AuditEntryView>> ListAsync(AuditFilter filter, long? before, int most, CancellationToken cancellationToken);
}

/// <summary>The audit trail, newest entry first.</summary>
public sealed record ListAuditEntriesQuery(AuditFilter Filter, string? Cursor, int PageSize) : IQuery<Page<AuditEntryView>>;

internal sealed class ListAuditEntriesValidator : AbstractValidator<ListAuditEntriesQuery>
{
    public ListAuditEntriesValidator() =>
        RuleFor(query => query.PageSize).InclusiveBetween(1, OrderCursor.MaxPageSize)
            .Says("pageSize 应为 1 至 100。", "The page size is 1 to 100.");
}

internal sealed class ListAuditEntriesHandler(IAuditReads audit)
    : IRequestHandler<ListAuditEntriesQuery, Result<Page<AuditEntryView>>>
{
    public async Task<Result<Page<AuditEntryView>>> Handle(ListAuditEntriesQuery query, CancellationToken cancellationToken)
    {
        long? before = null;
        if (query.Cursor is { } cursor)
        {
            if (!long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out long sequence)) return CommonErrors.CursorInvalid;
            before = sequence;
        }

        IReadOnlyList<AuditEntryView> page = await audit.ListAsync(query.Filter, before, query.PageSize + 1, cancellationToken);
        return new Page<AuditEntryView>(
            [.. page.Take(query.PageSize)],
            page.Count > query.PageSize ? page[query.PageSize - 1].Sequence.ToString(CultureInfo.InvariantCulture) : null);
    }
}
