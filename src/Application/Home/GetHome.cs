using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Home;

/// <summary>首页: the entrances that are open, for guests and for students.</summary>
/// <param name="Account">The account, or null for a guest.</param>
public sealed record GetHomeQuery(AccountId? Account) : IQuery<HomeView>;

/// <summary>首页.</summary>
/// <param name="LoggedIn">Whether the caller is logged in.</param>
/// <param name="Entrances">The entrances, in order.</param>
/// <param name="OpenOrders">Orders that wait for the student, when logged in.</param>
public sealed record HomeView(bool LoggedIn, IReadOnlyList<EntranceView> Entrances, int? OpenOrders);

/// <summary>An entrance.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Text">Its words.</param>
/// <param name="Available">Whether it leads anywhere yet.</param>
public sealed record EntranceView(string Id, ShownText Text, bool Available);

internal sealed class GetHomeHandler(IReadDb db) : IRequestHandler<GetHomeQuery, Result<HomeView>>
{
    private static readonly EntranceView[] ForGuests =
    [
        Entrance("collection", "上传图像采集码", "Upload your collection code", available: true),
        Entrance("freshman", "新生照片上传", "Freshman's photo", available: true),
    ];

    private static readonly EntranceView[] ForStudents =
    [
        .. ForGuests,
        Entrance("orders", "我的订单", "My orders", available: true),
        Entrance("reprints", "加洗照片", "Order prints", available: true),
        Entrance("account", "账号信息", "My account", available: true),
        Entrance("support", "在线客服", "Support", available: true),
    ];

    public async Task<Result<HomeView>> Handle(GetHomeQuery query, CancellationToken cancellationToken)
    {
        if (query.Account is not { } account) return new HomeView(false, ForGuests, null);
        int open = await db.Orders.CountAsync(
            order => order.AccountId == account
                && (order.Status == Domain.Orders.OrderStatus.PendingPayment
                    || order.Status == Domain.Orders.OrderStatus.Rejected
                    || order.Status == Domain.Orders.OrderStatus.Withdrawn),
            cancellationToken);
        return new HomeView(true, ForStudents, open);
    }

    private static EntranceView Entrance(string id, string zh, string en, bool available) =>
        new(id, new ShownText(new LocalizedText(zh, en)), available);
}
