using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Staff;
using MediatR;

namespace CampusPhoto.Application.Staff;

/// <summary>The people who work here, by name; those who have left last.</summary>
public sealed record ListStaffQuery : IQuery<Page<StaffView>>;

internal sealed class ListStaffHandler(IStaffAccounts accounts, TimeProvider clock)
    : IRequestHandler<ListStaffQuery, Result<Page<StaffView>>>
{
    public async Task<Result<Page<StaffView>>> Handle(ListStaffQuery query, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return new Page<StaffView>(
            [.. (await accounts.ListAsync(cancellationToken)).Select(account => StaffView.Of(account, now))], null);
    }
}

/// <summary>One person.</summary>
public sealed record GetStaffQuery(Guid Person) : IQuery<StaffView>;

internal sealed class GetStaffHandler(IStaffAccounts accounts, TimeProvider clock)
    : IRequestHandler<GetStaffQuery, Result<StaffView>>
{
    public async Task<Result<StaffView>> Handle(GetStaffQuery query, CancellationToken cancellationToken) =>
        await accounts.GetAsync(query.Person, cancellationToken) is { } account
            ? StaffView.Of(account, clock.GetUtcNow())
            : StaffErrors.NotFound;
}
