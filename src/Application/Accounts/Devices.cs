using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using MediatR;

namespace CampusPhoto.Application.Accounts;

/// <summary>登录设备: where the account is signed in, the latest first.</summary>
/// <param name="Account">The account.</param>
/// <param name="Session">The session that asks.</param>
public sealed record ListDevicesQuery(AccountId Account, Guid Session) : IQuery<Page<DeviceView>>;

/// <summary>A device that is signed in.</summary>
/// <param name="Id">Identity, to sign it out by.</param>
/// <param name="Device">Kind of the device, such as <c>iPhone, WeChat 8.0.50</c>; null where it does not say.</param>
/// <param name="SignedInAt">When it signed in.</param>
/// <param name="ExpiresAt">Until when it stays so.</param>
/// <param name="Current">Whether it is the one that asks.</param>
public sealed record DeviceView(Guid Id, string? Device, DateTimeOffset SignedInAt, DateTimeOffset ExpiresAt, bool Current);

internal sealed class ListDevicesHandler(ISessions sessions) : IRequestHandler<ListDevicesQuery, Result<Page<DeviceView>>>
{
    public async Task<Result<Page<DeviceView>>> Handle(ListDevicesQuery query, CancellationToken cancellationToken) =>
        new Page<DeviceView>(
            [
                .. (await sessions.ListAsync(query.Account.Value, cancellationToken)).Select(one =>
                    new DeviceView(one.Session, one.Device, one.OpenedAt, one.ExpiresAt, one.Session == query.Session)),
            ],
            null);
}

/// <summary>Signs a device of the account out: it cannot renew its tokens any more.</summary>
public sealed record SignOutDeviceProcess(AccountId Account, Guid Device) : IProcess<Unit>;

internal sealed class SignOutDeviceHandler(ISessions sessions) : IRequestHandler<SignOutDeviceProcess, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(SignOutDeviceProcess request, CancellationToken cancellationToken) =>
        await sessions.EndOwnAsync(request.Account.Value, request.Device, cancellationToken) ? Unit.Value : AccountErrors.DeviceNotFound;
}
