using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Audit;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Tests.Audit;

/// <summary>What somebody does who can write to the database but has no key of the program.</summary>
public sealed class AuditTrailTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_nobody_touched_holds_and_its_end_can_be_kept_elsewhere() => await WithAsync(async school =>
    {
        var found = await VerifyAsync(school);
        (found.Sealed, found.Waiting).ShouldBe((10, 0));
        found.Faults.ShouldBeEmpty();
        found.Head.ShouldMatch("^10:[0-9a-f]{64}$");

        await WriteAsync(school.Node, 2);
        (await VerifyAsync(school, found.Head)).ShouldSatisfyAllConditions(
            later => later.Faults.ShouldBeEmpty(), later => later.Waiting.ShouldBe(2));
        await school.Node.Get<AuditSealer>().SealAsync(Ct);
        (await VerifyAsync(school, found.Head)).Faults.ShouldBeEmpty("the chain came to it");
        (await VerifyAsync(school, $"10:{new string('0', 64)}")).Faults.Single().What.ShouldStartWith("the chain never came to 10:");
    });

    [Theory]
    [InlineData("Action")]
    [InlineData("Detail")]
    [InlineData("Subject")]
    [InlineData("ById")]
    [InlineData("At")]
    public async Task A_changed_entry_is_found(string column) => await WithAsync(async school =>
    {
        await using (var db = school.Node.Open())
        {
            var fifth = db.AuditEntries.Where(entry => entry.Sequence == 5);
            _ = column switch
            {
                "Action" => await fifth.ExecuteUpdateAsync(row => row.SetProperty(one => one.Action, "order.approved"), Ct),
                "Detail" => await fifth.ExecuteUpdateAsync(row => row.SetProperty(one => one.Detail, "GLARE"), Ct),
                "Subject" => await fifth.ExecuteUpdateAsync(row => row.SetProperty(one => one.Subject, "other"), Ct),
                "ById" => await fifth.ExecuteUpdateAsync(row => row.SetProperty(one => one.ById, Guid.CreateVersion7()), Ct),
                _ => await fifth.ExecuteUpdateAsync(row => row.SetProperty(one => one.At, one => school.Node.Now.AddDays(-1)), Ct),
            };
        }

        (await VerifyAsync(school)).Faults.ShouldBe([new AuditFault(5, "its content was changed, or the entry was inserted")]);
    });

    [Fact]
    public async Task A_removed_entry_is_found() => await WithAsync(async school =>
    {
        await DeleteAsync(school, entry => entry.Sequence == 5);
        (await VerifyAsync(school)).Faults.ShouldBe([new AuditFault(5, "was removed")]);
    });

    [Fact]
    public async Task A_removed_entry_whose_followers_were_renumbered_is_found() => await WithAsync(async school =>
    {
        await DeleteAsync(school, entry => entry.Sequence == 5);
        await using (var db = school.Node.Open())
            for (long place = 6; place <= 10; place++)
                await db.AuditEntries.Where(entry => entry.Sequence == place).ExecuteUpdateAsync(row => row.SetProperty(one => one.Sequence, place - 1), Ct);
        (await VerifyAsync(school)).Faults.ShouldContain(fault => fault.Sequence == 5 && fault.What.StartsWith("does not follow", StringComparison.Ordinal));
    });

    [Fact]
    public async Task An_end_that_was_cut_off_is_found_also_when_the_record_of_it_was_set_back() => await WithAsync(async school =>
    {
        await DeleteAsync(school, entry => entry.Sequence > 8);
        (await VerifyAsync(school)).Faults.ShouldBe([new AuditFault(9, "and the following up to 10 were removed")]);

        await using var db = school.Node.Open();
        var eighth = await db.AuditEntries.SingleAsync(entry => entry.Sequence == 8, Ct);
        await db.AuditHeads.ExecuteUpdateAsync(
            row => row.SetProperty(head => head.Sequence, 8L).SetProperty(head => head.Hash, eighth.Hash), Ct);
        (await VerifyAsync(school)).Faults.ShouldBe([new AuditFault(8, "the record of the chain's end was changed")]);
    });

    [Fact]
    public async Task A_trail_that_was_emptied_is_found_by_whoever_kept_its_end() => await WithAsync(async school =>
    {
        var kept = (await VerifyAsync(school)).Head;
        await DeleteAsync(school, _ => true);
        await using (var db = school.Node.Open()) await db.AuditHeads.ExecuteDeleteAsync(Ct);
        (await VerifyAsync(school)).Faults.ShouldBeEmpty("nothing is left to tell");
        (await VerifyAsync(school, kept)).Faults.Single().What.ShouldStartWith("the chain never came to");
    });

    [Fact]
    public async Task An_inserted_entry_is_found_wherever_it_stands() => await WithAsync(async school =>
    {
        var forged = Entry(school);
        (forged.Mac, forged.Sequence, forged.Hash) = (new string('a', 64), 11, new string('b', 64));
        await school.Node.SaveAsync(forged);
        (await VerifyAsync(school)).Faults.ShouldBe([new AuditFault(11, "comes after the chain's end: inserted, or the record of the end was set back")]);

        await DeleteAsync(school, entry => entry.Sequence == 11);
        var waiting = Entry(school);
        waiting.Mac = new string('a', 64);
        await school.Node.SaveAsync(waiting);
        (await VerifyAsync(school)).Faults.Single().What.ShouldContain("not chained yet, was changed or inserted");
    });

    [Fact]
    public async Task Exchanged_entries_are_found() => await WithAsync(async school =>
    {
        await using (var db = school.Node.Open())
        {
            foreach (var (from, to) in ((long, long)[])[(3, 100), (4, 3), (100, 4)])
                await db.AuditEntries.Where(entry => entry.Sequence == from).ExecuteUpdateAsync(row => row.SetProperty(one => one.Sequence, to), Ct);
        }

        (await VerifyAsync(school)).Faults.Select(fault => fault.Sequence).ShouldContain(3);
    });

    [Fact]
    public async Task Nodes_that_write_and_seal_at_once_make_one_chain() => await WithAsync(async school =>
    {
        Node[] nodes = [school.Node, school.AddNode(), school.AddNode()];
        await Task.WhenAll(nodes.Select(async node =>
        {
            for (int round = 0; round < 5; round++)
            {
                await WriteAsync(node, 4);
                await node.Get<AuditSealer>().SealAsync(Ct);
            }
        }));
        while (await school.Node.Get<AuditSealer>().SealAsync(Ct) > 0)
        {
        }

        var found = await VerifyAsync(school);
        found.Faults.ShouldBeEmpty();
        (found.Sealed, found.Waiting).ShouldBe((70, 0));
    });

    [Fact]
    public async Task What_is_not_saved_leaves_no_entry() => await WithAsync(async school =>
    {
        await using var scope = school.Node.Scope();
        scope.ServiceProvider.GetRequiredService<IAuditTrail>().Add(AuditNote.On("order.approved", "order", Guid.CreateVersion7()));
        scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Forget();
        (await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().TrySaveAsync(Ct)).ShouldBeTrue();
        (await VerifyAsync(school)).Waiting.ShouldBe(0);
    });

    private static async Task WithAsync(Func<Installation, Task> test)
    {
        await using var school = await Installation.OpenAsync();
        await WriteAsync(school.Node, 10);
        (await school.Node.Get<AuditSealer>().SealAsync(Ct)).ShouldBe(10);
        await test(school);
    }

    private static async Task WriteAsync(Node node, int entries)
    {
        await using var scope = node.Scope();
        for (int entry = 0; entry < entries; entry++)
        {
            await scope.ServiceProvider.GetRequiredService<IAuditTrail>().WriteAsync(
                AuditNote.On("order.rejected", "order", Guid.CreateVersion7(), "BLUR") with { By = new Caller(CallerKind.Staff, Guid.CreateVersion7()) }, Ct);
        }
    }

    private static Task<AuditFindings> VerifyAsync(Installation school, string? knownHead = null) =>
        school.Node.Get<AuditVerification>().RunAsync(knownHead, Ct);

    private static async Task DeleteAsync(Installation school, System.Linq.Expressions.Expression<Func<AuditEntryRow, bool>> which)
    {
        await using AppDbContext db = school.Node.Open();
        await db.AuditEntries.Where(which).ExecuteDeleteAsync(Ct);
    }

    private static AuditEntryRow Entry(Installation school) => new()
    {
        Id = Guid.CreateVersion7(), At = school.Node.Now, By = CallerKind.Staff, ById = Guid.CreateVersion7(), Action = "order.approved",
        SubjectKind = "order", Subject = Guid.CreateVersion7().ToString(), Detail = "",
    };
}
