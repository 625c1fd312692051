using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Staff;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.Infrastructure.Tests.Persistence;

/// <summary>Access tokens whose session or client's credentials ended before they ran out.</summary>
public sealed class EndedTokensTests
{
    private static readonly Guid Student = new("0197a000-0000-7000-8000-00000000000a");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_ended_session_is_known_at_once_on_its_node_and_within_a_second_on_another()
    {
        await using var school = await Installation.OpenAsync();
        var other = school.AddNode();
        var (here, there) = (school.Node.Get<IEndedTokens>(), other.Get<IEndedTokens>());
        var sessions = school.Node.Get<ISessions>();
        var (ended, open) = (await sessions.OpenAsync(Student, SessionKind.Student, null, Ct), await sessions.OpenAsync(Guid.NewGuid(), SessionKind.Student, null, Ct));
        (await here.OfSessionAsync(ended.Session, Ct)).ShouldBeFalse();
        (await there.OfSessionAsync(ended.Session, Ct)).ShouldBeFalse();

        await sessions.EndAsync(ended.Session, Ct);
        (await here.OfSessionAsync(ended.Session, Ct)).ShouldBeTrue();
        school.Node.Clock.Advance(TimeSpan.FromSeconds(1));
        (await there.OfSessionAsync(ended.Session, Ct)).ShouldBeTrue();

        foreach (var node in (IEndedTokens[])[here, there])
        {
            school.Node.Clock.Advance(TimeSpan.FromMinutes(9));
            (await node.OfSessionAsync(ended.Session, Ct)).ShouldBe(node == here, "its access token has run out eleven minutes after the end");
            (await node.OfSessionAsync(open.Session, Ct)).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("revoked")]
    [InlineData("person")]
    public async Task A_client_s_tokens_end_at_once_on_the_node_that_changed_it_and_within_a_second_on_another(string change)
    {
        await using var school = await Installation.OpenAsync();
        var (here, there) = (school.Node.Get<IEndedTokens>(), school.AddNode().Get<IEndedTokens>());
        var person = await PersonAsync(school.Node);
        var (leaked, other) = (Client("leaked", person), Client("other", null));
        await school.Node.SaveAsync(leaked, other);
        foreach (var node in (IEndedTokens[])[here, there]) (await node.OfClientAsync(leaked.Id, 0, Ct)).ShouldBeFalse();

        await ChangeAsync(school.Node, clients => change switch
        {
            "secret" => clients.SetSecretAsync(leaked.Id, "another secret", school.Node.Now, Ct),
            "revoked" => clients.RevokeAsync(leaked.Id, school.Node.Now, Ct),
            _ => clients.EndTokensOfOwnerAsync(person, school.Node.Now, Ct),
        });
        (await here.OfClientAsync(leaked.Id, 0, Ct)).ShouldBeTrue();
        school.Node.Clock.Advance(TimeSpan.FromSeconds(1));
        (await there.OfClientAsync(leaked.Id, 0, Ct)).ShouldBeTrue();
        foreach (var node in (IEndedTokens[])[here, there])
        {
            (await node.OfClientAsync(leaked.Id, 1, Ct)).ShouldBeFalse("a token by the present secret holds");
            (await node.OfClientAsync(other.Id, 0, Ct)).ShouldBeFalse();
        }

        await ChangeAsync(school.Node, clients => clients.SetSecretAsync(leaked.Id, "a third secret", school.Node.Now, Ct));
        (await here.OfClientAsync(leaked.Id, 1, Ct)).ShouldBeTrue();
        school.Node.Clock.Advance(TimeSpan.FromMinutes(12));
        (await here.OfClientAsync(leaked.Id, 1, Ct)).ShouldBeFalse("its access token has run out");
    }

    [Fact]
    public async Task However_many_ask_for_ended_tokens_one_reads_them_each_second()
    {
        await using var school = await Installation.OpenAsync(settings => settings.More = services =>
            services.AddLogging(logging => logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Debug)));
        var (tokens, client) = (school.Node.Get<IEndedTokens>(), Guid.CreateVersion7());
        var opened = await school.Node.Get<ISessions>().OpenAsync(Student, SessionKind.Student, null, Ct);
        for (var second = 1; second <= 3; second++)
        {
            await Task.WhenAll(Enumerable.Range(0, 64).Select(one =>
                one % 2 == 0 ? tokens.OfSessionAsync(opened.Session, Ct) : tokens.OfClientAsync(client, 0, Ct)));
            (Readings("\"EndedAt\" >="), Readings("\"TokensEndedAt\" >=")).ShouldBe((second, second));
            school.Node.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        int Readings(string of) => school.Node.Log.Lines.Count(line =>
            line.Contains("SELECT", StringComparison.Ordinal) && line.Contains(of, StringComparison.Ordinal));
    }

    private static IntegratorClientRow Client(string name, Guid? owner) =>
        new() { Id = Guid.CreateVersion7(), ClientId = name, Scopes = "orders", SecretHash = "x", OwnerId = owner };

    private static async Task<Guid> PersonAsync(Node node)
    {
        var person = new StaffUser { Id = Guid.CreateVersion7(), UserName = "li.operator" };
        await node.SaveAsync(person);
        return person.Id;
    }

    private static async Task ChangeAsync(Node node, Func<IClientCredentials, Task> change)
    {
        await using var scope = node.Scope();
        await change(scope.ServiceProvider.GetRequiredService<IClientCredentials>());
        (await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().TrySaveAsync(Ct)).ShouldBeTrue();
    }
}
