using CampusPhoto.Application;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Orders;
using CampusPhoto.Application.Reviews;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Infrastructure.Tests.World;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Tests.Persistence;

public sealed class ReadingListsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_student_s_list_shows_every_order_once_though_several_share_a_millisecond_and_new_ones_come_in()
    {
        await using var school = await OpenAsync();
        var open = await OpenCampaign.SaveAsync(school.Node);
        var account = (await open.EnrolAsync()).Account;
        List<Order> placed = [];
        for (int moment = 0; moment < 6; moment++)
        {
            placed.AddRange(await PlaceAsync(open, account, orders: 4));
            school.Node.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        List<Guid> seen = [];
        string? cursor = null;
        do
        {
            var page = await SendAsync(school.Node, new ListOrdersQuery(account.Id, null, cursor, 5));
            seen.AddRange(page.Items.Select(order => order.Id));
            cursor = page.NextCursor;
            school.Node.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await PlaceAsync(open, account, orders: 2);
        }
        while (cursor is not null);

        seen.ShouldBe(placed.OrderByDescending(order => order.PlacedAt).ThenByDescending(order => order.Number).Select(order => order.Id.Value));
    }

    [Fact]
    public async Task A_reviewer_who_walks_the_queue_meets_every_order_once_and_the_new_ones_at_its_end()
    {
        await using var school = await OpenAsync();
        var open = await OpenCampaign.SaveAsync(school.Node);
        var account = (await open.EnrolAsync()).Account;
        List<Order> placed = [.. await PlaceAsync(open, account, orders: 7, paid: true)];

        List<Guid> seen = [];
        string? cursor = null;
        do
        {
            var page = await SendAsync(school.Node, new ListReviewQueueQuery(cursor, 3));
            seen.AddRange(page.Items.Select(order => order.Id));
            cursor = page.NextCursor;
            if (cursor is null || placed.Count >= 9) continue;
            school.Node.Clock.Advance(TimeSpan.FromMilliseconds(1));
            placed.AddRange(await PlaceAsync(open, account, orders: 1, paid: true));
        }
        while (cursor is not null);

        seen.ShouldBe(placed.OrderBy(order => order.PlacedAt).ThenBy(order => order.Number).Select(order => order.Id.Value));
        seen.Count.ShouldBe(9);
    }

    [Fact]
    public async Task Accounts_and_orders_with_all_their_parts_are_read_without_a_warning_of_the_database_layer()
    {
        await using var school = await OpenAsync();
        var open = await OpenCampaign.SaveAsync(school.Node);
        var order = await open.OrderAsync(one => Campus.Pay(one, school.Node.Now));
        await using var scope = school.Node.Scope();
        var db = scope.ServiceProvider.GetRequiredService<IReadDb>();

        (await db.Accounts.SingleAsync(Ct)).MessageCredits.ShouldNotBeEmpty();
        (await db.Orders.Include(one => one.History).Include(one => one.Attempts).Include(one => one.Charges).SingleAsync(Ct))
            .Charges.ShouldNotBeEmpty();
        var accounts = scope.ServiceProvider.GetRequiredService<IAccountRepository>();
        (await accounts.GetAsync(order.AccountId, Ct)).ShouldNotBeNull();
        (await accounts.FindByOpenIdAsync("nobody", Ct)).ShouldBeNull();
        (await scope.ServiceProvider.GetRequiredService<IOrderRepository>().GetAsync(order.Id, Ct)).ShouldNotBeNull();

        school.Node.Log.Warnings.ShouldBeEmpty();
    }

    private static Task<Installation> OpenAsync() => Installation.OpenAsync(settings => settings.More = services => services.AddApplication());

    private static async Task<T> SendAsync<T>(Node node, IRequest<Domain.Common.Result<T>> query)
    {
        await using var scope = node.Scope();
        return (await scope.ServiceProvider.GetRequiredService<ISender>().Send(query, Ct)).Value;
    }

    private static async Task<IReadOnlyList<Order>> PlaceAsync(OpenCampaign open, Account account, int orders, bool paid = false)
    {
        List<Order> placed = [];
        for (int number = 0; number < orders; number++)
        {
            var enrolment = Campus.Enrolment(open.Campaign, account, Campus.Student(open.Node.Hasher), open.Node.Now);
            var submission = Campus.Submission(enrolment, open.Node.Now);
            var order = Campus.Order(open.Campaign, enrolment, submission, account, open.Node.Now);
            if (paid) Campus.Pay(order, open.Node.Now);
            await open.Node.SaveAsync(enrolment, submission, order);
            placed.Add(order);
        }

        return placed;
    }
}
