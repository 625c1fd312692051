namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>A member of staff who decides on orders.</summary>
internal sealed class Reviewer(HttpClient http, string token) : Caller(http, token)
{
    public Task<Answer> ClaimAsync(Guid order) => PostAsync($"/staff/orders/{order}/claim");

    public Task<Answer> ReleaseAsync(Guid order) => DeleteAsync($"/staff/orders/{order}/claim");

    public async Task<Answer> ApproveAsync(Guid order, string? ifMatch = null, Guid? submissionId = null)
    {
        var seen = (await GetAsync($"/staff/orders/{order}")).Ok();
        return await PostAsync(
            $"/staff/orders/{order}/approval",
            new { submissionId = submissionId ?? Guid.Parse(seen["submission.id"]!) }, ifMatch: ifMatch ?? seen.ETag);
    }

    public async Task<Answer> RejectAsync(Guid order, params string[] reasons)
    {
        var seen = (await GetAsync($"/staff/orders/{order}")).Ok();
        return await PostAsync(
            $"/staff/orders/{order}/rejection",
            new { submissionId = seen["submission.id"], reasons = reasons.Length == 0 ? ["BLUR"] : reasons, note = "请在窗边重新拍摄。" },
            ifMatch: seen.ETag);
    }

    public async Task<Answer> ReopenAsync(Guid order) => await PostAsync(
        $"/staff/orders/{order}/reopening", new { reason = "复核" }, ifMatch: (await GetAsync($"/staff/orders/{order}")).Ok().ETag);

    public async Task ApprovedAsync(Guid order)
    {
        (await ClaimAsync(order)).Ok();
        (await ApproveAsync(order)).Ok();
    }

    public async Task RejectedAsync(Guid order, params string[] reasons)
    {
        (await ClaimAsync(order)).Ok();
        (await RejectAsync(order, reasons)).Ok();
    }
}
