using System.Text;
using CampusPhoto.Application.Production;
using CampusPhoto.Application.Tests.World;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Tests.Production;

/// <summary>学信网审核结果 of more orders than go into one transaction.</summary>
public sealed class ResultTests
{
    private static readonly Actor Operator = new(ActorKind.Operator, new Guid("0197a000-0000-7000-8000-000000000002"));

    [Fact]
    public async Task A_long_file_goes_in_parts_each_order_by_its_own_version_and_leaves_one_row_for_each()
    {
        await using var school = await School.OpenAsync();
        const int many = 120, refused = 20;
        var numbers = (await DeliveredOrders.MakeAsync(school, many)).Numbers;
        var file = "order_number,result,reason\n" + string.Join('\n', numbers.Select((number, at) => at < refused ? $"{number},不通过,人像比对不通过" : $"{number},通过,"));

        var first = await ImportAsync(school, file);
        (first.Rows, first.Accepted, first.Refused, first.Unchanged, first.Skipped).ShouldBe((many, many - refused, refused, 0, 0));
        (await school.ReadAsync(db => db.ProductionResults.CountAsync(result => result.Round == 1))).ShouldBe(many);
        (await school.ReadAsync(db => db.BatchLines.CountAsync(line => line.State == BatchLineState.Superseded))).ShouldBe(refused);
        (await school.ReadAsync(db => db.Orders.CountAsync(order => order.Status == OrderStatus.Rejected && order.Round == 2))).ShouldBe(refused);

        var again = await ImportAsync(school, file);
        (again.Accepted, again.Refused, again.Unchanged, again.Skipped).ShouldBe((0, 0, many, 0));
        var saved = await ImportAsync(school, $"{file}\n");
        (saved.Accepted, saved.Refused, saved.Unchanged, saved.Skipped).ShouldBe((0, 0, many, 0), "the same words in another file");
        (await school.ReadAsync(db => db.Orders.MaxAsync(order => order.Round))).ShouldBe(2);
    }

    private static async Task<ResultImport> ImportAsync(School school, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        using var file = new MemoryStream(bytes);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        return (await school.SendAsync(new ImportResultsProcess(await school.CampaignAsync(), file, hash, false, Operator.Id))).Value;
    }
}
