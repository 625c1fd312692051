using System.Text;
using CampusPhoto.Infrastructure.Background;
using CampusPhoto.Infrastructure.Tests.WeChat;
using CampusPhoto.Infrastructure.Tests.World;
using CampusPhoto.Infrastructure.WeChat;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CampusPhoto.Infrastructure.Tests.Persistence;

/// <summary>One access token for all nodes.</summary>
public sealed class AccessTokenTests(WeChatFixture weChat) : IClassFixture<WeChatFixture>
{
    private const string TokenPath = "/cgi-bin/stable_token";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Thirty_two_callers_on_two_nodes_share_one_token_that_one_of_them_fetched()
    {
        await using var school = await Installation.OpenAsync();
        AccessTokenCache[] nodes = [Of(weChat.AddNode(school)), Of(weChat.AddNode(school))];
        var before = await weChat.CallsAsync(TokenPath);

        var tokens = await Task.WhenAll(Enumerable.Range(0, 32).Select(caller => Task.Run(() => nodes[caller % 2].GetAsync(Ct), Ct)));
        tokens.Select(token => token.Value).Distinct().Count().ShouldBe(1);
        (await weChat.CallsAsync(TokenPath)).ShouldBe(before + 1);
        Encoding.UTF8.GetString(await school.RawDatabaseAsync()).ShouldNotContain(tokens[0].Value);

        var late = Of(weChat.AddNode(school));
        (await late.GetAsync(Ct)).Value.ShouldBe(tokens[0].Value);
        (await weChat.CallsAsync(TokenPath)).ShouldBe(before + 1);
    }

    [Fact]
    public async Task While_one_node_renews_the_token_the_others_go_on_with_the_old_one()
    {
        await using var school = await Installation.OpenAsync();
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var node = weChat.AddNode(school, clock);
        var other = weChat.AddNode(school, clock);
        var old = (await Of(node).GetAsync(Ct)).Value;
        clock.Advance(TimeSpan.FromMinutes(116));
        var lease = (await node.GetRequiredService<Leases>().TakeAsync("wechat-access-token", TimeSpan.Zero, TimeSpan.FromSeconds(20), Ct)).ShouldNotBeNull();
        var before = await weChat.CallsAsync(TokenPath);

        (await Of(other).GetAsync(Ct)).Value.ShouldBe(old);
        (await weChat.CallsAsync(TokenPath)).ShouldBe(before);
        await node.GetRequiredService<Leases>().ReleaseAsync(lease, Ct);
        await Of(other).GetAsync(Ct);
        (await weChat.CallsAsync(TokenPath)).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_node_that_dies_while_it_renews_holds_the_others_up_for_twenty_seconds_at_most()
    {
        await using var school = await Installation.OpenAsync();
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var node = weChat.AddNode(school, clock);
        (await node.GetRequiredService<Leases>().TakeAsync("wechat-access-token", TimeSpan.Zero, TimeSpan.FromSeconds(20), Ct)).ShouldNotBeNull();

        clock.Advance(TimeSpan.FromSeconds(21));
        (await Of(node).GetAsync(Ct)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_token_that_WeChat_refused_on_one_node_is_replaced_for_all_once()
    {
        await using var school = await Installation.OpenAsync();
        AccessTokenCache one = Of(weChat.AddNode(school)), other = Of(weChat.AddNode(school));
        var refused = (await one.GetAsync(Ct)).Value;
        (await other.GetAsync(Ct)).Value.ShouldBe(refused);
        await weChat.StandIn.PostAsync("/sim/reset", new { }, Ct);

        await one.DropAsync(refused, Ct);
        var next = (await one.GetAsync(Ct)).Value;
        next.ShouldNotBe(refused);
        await other.DropAsync(refused, Ct);
        (await other.GetAsync(Ct)).Value.ShouldBe(next);
        (await weChat.CallsAsync(TokenPath)).ShouldBe(1);
    }

    private static AccessTokenCache Of(IServiceProvider node) => node.GetRequiredService<AccessTokenCache>();
}
