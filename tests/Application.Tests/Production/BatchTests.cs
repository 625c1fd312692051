using System.IO.Compression;
using System.Security.Cryptography;
using CampusPhoto.Application.Production;
using CampusPhoto.Application.Tests.World;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;

namespace CampusPhoto.Application.Tests.Production;

public sealed class BatchTests
{
    private static readonly Guid Reviewer = new("0197a000-0000-7000-8000-000000000001");
    private static readonly Guid Operator = new("0197a000-0000-7000-8000-000000000002");

    [Fact]
    public async Task A_batch_takes_what_is_ready_and_its_package_holds_one_photo_for_each()
    {
        await using var school = await School.OpenAsync();
        var ready = await ApprovedAsync(school);
        var (_, waiting) = await school.PayAsync();

        var made = (await school.SendAsync(new MakeBatchProcess(await school.CampaignAsync(), Operator))).Value;
        (made.Batch.Status, made.Batch.Orders, made.Skipped.Count).ShouldBe((BatchStatus.Locked, 1, 0));
        (await school.OrderAsync(ready)).Status.ShouldBe(OrderStatus.InProduction);
        (await school.OrderAsync(waiting)).Status.ShouldBe(OrderStatus.PendingReview);

        using var bytes = new MemoryStream((await school.PackageAsync(new BatchId(made.Batch.Id))).Value);
        await using var zip = new ZipArchive(bytes);
        zip.Entries.Select(entry => entry.Name).Order(StringComparer.Ordinal).ShouldBe([
            $"{(await school.OrderAsync(ready)).Identity.UniqueNumber}.jpg", "manifest.csv",
        ]);
    }

    [Fact]
    public async Task A_package_of_hundreds_holds_every_photo_and_its_line_and_leaves_nothing_aside()
    {
        await using var school = await School.OpenAsync();
        const int many = 450;
        var (batch, numbers) = await DeliveredOrders.MakeAsync(school, many, number => school.StoreAsync([.. BitConverter.GetBytes(number), .. new byte[1_000 + number]]));
        var before = school.StoredFiles().Length;

        using var bytes = new MemoryStream((await school.PackageAsync(batch)).Value);
        await using var zip = new ZipArchive(bytes);
        using var manifest = new StreamReader(await zip.GetEntry("manifest.csv")!.OpenAsync(TestContext.Current.CancellationToken));
        var lines = (await manifest.ReadToEndAsync(TestContext.Current.CancellationToken)).Split("\r\n");
        (lines[0], lines[^1], lines.Length, zip.Entries.Count).ShouldBe(("file,unique_number,order_number,school_code,bytes,sha256,state,sheets", "", many + 2, many + 1));
        foreach (var line in lines[1..^1])
        {
            var cells = line.Split(',');
            await using var photo = await zip.GetEntry(cells[0])!.OpenAsync(TestContext.Current.CancellationToken);
            using var content = new MemoryStream();
            await photo.CopyToAsync(content, TestContext.Current.CancellationToken);
            (cells[4], cells[5], cells[6]).ShouldBe(($"{content.Length}", Convert.ToHexStringLower(SHA256.HashData(content.ToArray())), "included"));
        }

        lines[1..^1].Select(line => line.Split(',')[2]).ShouldBe(numbers.Order(StringComparer.Ordinal));
        school.StoredFiles().Length.ShouldBe(before);
    }

    [Fact]
    public async Task A_package_is_broken_off_where_a_photo_is_not_what_the_batch_took()
    {
        await using var school = await School.OpenAsync();
        await ApprovedAsync(school);
        var made = (await school.SendAsync(new MakeBatchProcess(await school.CampaignAsync(), Operator))).Value;
        foreach (var file in school.StoredFiles()) await File.AppendAllTextAsync(file, "!", TestContext.Current.CancellationToken);

        await Should.ThrowAsync<InvalidDataException>(() => school.PackageAsync(new BatchId(made.Batch.Id)));
    }

    [Fact]
    public async Task An_order_that_moved_meanwhile_is_skipped_and_reported_and_the_others_go()
    {
        await using var school = await School.OpenAsync();
        var (moved, other) = (await ApprovedAsync(school), await ApprovedAsync(school));
        var batch = (await school.SendAsync(new OpenBatchCommand(await school.CampaignAsync(), Operator))).Value;
        (await school.SendAsync(new Application.Reviews.ReopenOrderCommand(moved, Reviewer, "复核", await school.VersionAsync(moved)))).Error.ShouldBeNull();

        var skipped = (await school.SendAsync(new TakeOrdersCommand(batch, [moved, other], Operator))).Value;
        skipped.ShouldBe([new SkippedOrder(moved.Value, OrderErrors.TransitionNotAllowed.Code)]);
        (await school.OrderAsync(other)).BatchId.ShouldBe(batch);
    }

    [Fact]
    public async Task A_batch_whose_making_was_broken_off_is_locked_with_what_it_took_and_an_empty_one_is_dropped()
    {
        await using var school = await School.OpenAsync();
        var order = await ApprovedAsync(school);
        var campaign = await school.CampaignAsync();
        var broken = (await school.SendAsync(new OpenBatchCommand(campaign, Operator))).Value;
        await school.SendAsync(new TakeOrdersCommand(broken, [order], Operator));
        var empty = (await school.SendAsync(new OpenBatchCommand(campaign, Operator))).Value;
        school.Clock.Advance(TimeSpan.FromMinutes(14));
        (await school.RunTimersAsync()).DraftsEnded.ShouldBe(0);

        school.Clock.Advance(TimeSpan.FromMinutes(1));
        (await school.RunTimersAsync()).DraftsEnded.ShouldBe(2);
        (await school.SendAsync(new GetBatchQuery(broken))).Value.Status.ShouldBe(BatchStatus.Locked);
        (await school.SendAsync(new GetBatchQuery(empty))).Value.Status.ShouldBe(BatchStatus.Cancelled);
        (await CompleteAsync(school, broken)).Value.Status.ShouldBe(BatchStatus.Delivered);
    }

    [Fact]
    public async Task A_completion_that_was_broken_off_goes_on_where_it_stopped()
    {
        await using var school = await School.OpenAsync();
        var (done, left) = (await ApprovedAsync(school), await ApprovedAsync(school));
        var batch = new BatchId((await school.SendAsync(new MakeBatchProcess(await school.CampaignAsync(), Operator))).Value.Batch.Id);
        await school.SendAsync(new CompleteOrdersCommand(batch, [done], "SF1", new Actor(ActorKind.Operator, Operator)));

        (await CompleteAsync(school, batch)).Error.ShouldBeNull();
        foreach (var order in new[] { done, left })
        {
            var completed = await school.OrderAsync(order);
            completed.Status.ShouldBe(OrderStatus.Completed);
            completed.History.Count(line => line.Action == OrderAction.Complete).ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_returned_order_is_not_in_the_package_and_waits_for_the_next_batch()
    {
        await using var school = await School.OpenAsync();
        var (returned, _) = (await ApprovedAsync(school), await ApprovedAsync(school));
        var campaign = await school.CampaignAsync();
        var batch = new BatchId((await school.SendAsync(new MakeBatchProcess(campaign, Operator))).Value.Batch.Id);
        (await school.SendAsync(new ReturnFromBatchCommand(batch, returned, "学校要求重拍", Operator))).Error.ShouldBeNull();

        var view = (await school.SendAsync(new GetBatchQuery(batch))).Value;
        (view.Orders, view.Returned).ShouldBe((1, 1));
        (await CompleteAsync(school, batch)).Error.ShouldBeNull();
        (await school.OrderAsync(returned)).Status.ShouldBe(OrderStatus.PendingProduction);
        (await school.SendAsync(new MakeBatchProcess(campaign, Operator))).Value.Batch.Orders.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_ready_makes_no_batch_and_an_unknown_one_is_not_found()
    {
        await using var school = await School.OpenAsync();
        (await school.SendAsync(new MakeBatchProcess(await school.CampaignAsync(), Operator))).Error!.Code.ShouldBe(BatchErrors.Empty.Code);
        (await school.SendAsync(new ListBatchesQuery())).Value.Items.ShouldBeEmpty();
        (await school.SendAsync(new DownloadPackageQuery(new BatchId(Guid.CreateVersion7())))).Error!.Code.ShouldBe(BatchErrors.NotFound.Code);
    }

    private static async Task<OrderId> ApprovedAsync(School school)
    {
        var (_, order) = await school.PayAsync();
        await school.ApproveAsync(order, Reviewer);
        return order;
    }

    private static Task<Result<BatchView>> CompleteAsync(School school, BatchId batch) =>
        school.SendAsync(new CompleteBatchProcess(batch, "SF1234567890123", new Actor(ActorKind.Operator, Operator)));
}
