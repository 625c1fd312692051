using System.Security.Claims;
using System.Security.Cryptography;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Rosters;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Rosters;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Idempotency;
using CampusPhoto.WebApi.Http.Limits;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>One student's own end.</summary>
/// <param name="Until">Until when the student may join and order; later than the campaign's end.</param>
internal sealed record StudentExtensionRequest(DateTimeOffset Until);

/// <summary>名单: who is expected, how far they are, and who is missing.</summary>
internal static class RosterEndpoints
{
    private const string FilePart = "file";
    private const int MostBytes = 10 * 1024 * 1024;
    private const int DefaultPageSize = 50;
    private const string CsvType = "text/csv";
    private const string ZipType = "application/zip";
    private const string PdfType = "application/pdf";

    public static void Map(IEndpointRouteBuilder api)
    {
        var campaign = api.MapGroup("/staff/campaigns/{id}").WithTags(Tags.Staff).RequireAuthorization(Policies.CampaignStaff);
        campaign.MapPost("/roster", Import).WithName("ImportRoster")
            .WithSummary("Import a roster (CSV or XLSX) by unique number, whole or not at all; repeating it changes nothing")
            .AcceptsIdempotencyKey(fingerprintsBody: false).TakesUploads()
            .WithMetadata(new TakesFile(
                FilePart, "CSV (UTF-8 or GB18030) or XLSX, at most 10 MB and 50 000 rows, with headings unique_number, college, major; for freshmen admission_number, name, college, major."))
            .ProducesErrors(
                CampaignErrors.NotFound, RosterErrors.FileMissing, RosterErrors.FileUnreadable, RosterErrors.ColumnsInvalid,
                RosterErrors.NamesNotAllowed, RosterErrors.RowsInvalid, RosterErrors.Empty, RosterErrors.TooLong, CommonErrors.Conflict);
        campaign.MapGet("/progress", GetProgress).WithName("GetProgress").WithSummary("How far the roster's students are, by college")
            .ProducesErrors(CampaignErrors.NotFound);
        campaign.MapGet("/missing", ListMissing).WithName("ListMissing")
            .WithSummary("Students of whom no photo is under review, approved or delivered, and why")
            .ProducesErrors(CampaignErrors.NotFound, CommonErrors.CursorInvalid);
        campaign.MapGet("/missing.csv", ExportMissing).WithName("ExportMissing")
            .WithSummary("The same with whole numbers, as CSV; recorded in the audit trail")
            .Produces(StatusCodes.Status200OK, contentType: CsvType).ProducesErrors(CampaignErrors.NotFound);
        campaign.MapPost("/roster/{entryId}/extension", Extend).WithName("ExtendStudent")
            .WithSummary("Let one student join and order after the campaign's hours")
            .RequestExample(new StudentExtensionRequest(new DateTimeOffset(2027, 5, 7, 23, 59, 59, OrderNumber.ChinaOffset)))
            .ProducesErrors(
                CampaignErrors.NotFound, RosterErrors.EntryNotFound, CampaignErrors.Closed, CampaignErrors.DatesInvalid, CommonErrors.Conflict);
        campaign.MapPost("/reminders", Remind).WithName("RemindMissing")
            .WithSummary("催办: remind those who joined and are still missing, at most once a day").AcceptsIdempotencyKey()
            .ProducesErrors(CampaignErrors.NotFound, CampaignErrors.NotOpen, CampaignErrors.RemindedLately, CommonErrors.Conflict);
        campaign.MapGet("/collection-codes", IssueCodes).WithName("IssueCollectionCodes")
            .WithSummary("Our own collection codes for the whole roster, as ZIP of PNGs; recorded in the audit trail")
            .Produces(StatusCodes.Status200OK, contentType: ZipType)
            .ProducesErrors(CampaignErrors.NotFound, RosterErrors.CodesNotIssued, CampaignErrors.HoursOver);
        campaign.MapGet("/collection-codes.pdf", IssueCodeSheets).WithName("IssueCodeSheets")
            .WithSummary("The same as sheets to print, A4 with 3 × 7 labels, as PDF; recorded in the audit trail")
            .Produces(StatusCodes.Status200OK, contentType: PdfType)
            .ProducesErrors(CampaignErrors.NotFound, RosterErrors.CodesNotIssued, CampaignErrors.HoursOver);
    }

    private static async Task<Results<PushStreamHttpResult, ProblemResult>> IssueCodeSheets(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken)
    {
        var file = await sender.Send(new IssueCodeSheetsQuery(new CampaignId(id), user.OwnSchool()), cancellationToken);
        return file.Error is { } error
            ? new ProblemResult(error)
            : TypedResults.Stream(body => file.Value.WriteAsync(body, cancellationToken), PdfType, file.Value.FileName);
    }

    private static async Task<Results<Ok<RosterImport>, ProblemResult>> Import(
        Guid id, HttpRequest request, ClaimsPrincipal user, ISender sender, IdempotencyScope idempotency, CancellationToken cancellationToken)
    {
        var upload = MultipartUpload.Open(request);
        if (upload.Error is { } refused) return new ProblemResult(refused);
        while (await upload.Value.NextAsync(cancellationToken) is { } part)
        {
            if (!part.IsFile || part.Name != FilePart) continue;
            var bytes = new byte[MostBytes + 1];
            var length = await part.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            if (length == 0) return new ProblemResult(RosterErrors.FileMissing);
            if (length > MostBytes) return new ProblemResult(RequestErrors.TooLarge);
            idempotency.Fingerprint(Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, length))));
            using var file = new MemoryStream(bytes, 0, length, writable: false);
            return (await sender.Send(new ImportRosterProcess(new CampaignId(id), user.OwnSchool(), file), cancellationToken)).ToOk();
        }

        return new ProblemResult(RosterErrors.FileMissing);
    }

    private static async Task<Results<Ok<ProgressView>, ProblemResult>> GetProgress(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetProgressQuery(new CampaignId(id), user.OwnSchool()), cancellationToken)).ToOk();

    private static async Task<Results<Ok<Page<MissingView>>, ProblemResult>> ListMissing(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken, string? college = null,
        string? cursor = null, int pageSize = DefaultPageSize) =>
        (await sender.Send(
            new ListMissingQuery(new CampaignId(id), user.OwnSchool(), college, cursor, pageSize), cancellationToken)).ToOk();

    private static async Task<Results<PushStreamHttpResult, ProblemResult>> ExportMissing(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken)
    {
        var file = await sender.Send(new ExportMissingQuery(new CampaignId(id), user.OwnSchool()), cancellationToken);
        return file.Error is { } error
            ? new ProblemResult(error)
            : TypedResults.Stream(body => file.Value.WriteAsync(body, cancellationToken), CsvType, file.Value.FileName);
    }

    private static async Task<Results<Ok<ExtensionView>, ProblemResult>> Extend(
        Guid id, Guid entryId, StudentExtensionRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new ExtendStudentCommand(new CampaignId(id), user.OwnSchool(), new RosterEntryId(entryId), request.Until), cancellationToken))
        .ToOk();

    private static async Task<Results<Ok<RemindersView>, ProblemResult>> Remind(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new RemindMissingProcess(new CampaignId(id), user.OwnSchool()), cancellationToken)).ToOk();

    private static async Task<Results<PushStreamHttpResult, ProblemResult>> IssueCodes(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken)
    {
        var file = await sender.Send(new IssueCodesQuery(new CampaignId(id), user.OwnSchool()), cancellationToken);
        return file.Error is { } error
            ? new ProblemResult(error)
            : TypedResults.Stream(body => file.Value.WriteAsync(body, cancellationToken), ZipType, file.Value.FileName);
    }
}
