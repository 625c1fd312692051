using System.Security.Claims;
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
                UploadedTable.FilePart, "CSV (UTF-8 or GB18030) or XLSX, at most 10 MB and 50 000 rows, with headings unique_number, college, major; for freshmen admission_number, name, college, major."))
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
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new IssueCodeSheetsQuery(new CampaignId(id), user.OwnSchool()), cancellationToken)).ToStream(PdfType, cancellationToken);

    private static async Task<Results<Ok<RosterImport>, ProblemResult>> Import(
        Guid id, HttpRequest request, ClaimsPrincipal user, ISender sender, IdempotencyScope idempotency, CancellationToken cancellationToken)
    {
        var table = await UploadedTable.ReadAsync(request, RosterErrors.FileMissing, cancellationToken);
        if (table.Error is { } refused) return new ProblemResult(refused);
        idempotency.Fingerprint(table.Value.Sha256);
        using var file = table.Value.Open();
        return (await sender.Send(new ImportRosterProcess(new CampaignId(id), user.OwnSchool(), file), cancellationToken)).ToOk();
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
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ExportMissingQuery(new CampaignId(id), user.OwnSchool()), cancellationToken)).ToStream(CsvType, cancellationToken);

    private static async Task<Results<Ok<ExtensionView>, ProblemResult>> Extend(
        Guid id, Guid entryId, StudentExtensionRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new ExtendStudentCommand(new CampaignId(id), user.OwnSchool(), new RosterEntryId(entryId), request.Until), cancellationToken))
        .ToOk();

    private static async Task<Results<Ok<RemindersView>, ProblemResult>> Remind(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new RemindMissingProcess(new CampaignId(id), user.OwnSchool()), cancellationToken)).ToOk();

    private static async Task<Results<PushStreamHttpResult, ProblemResult>> IssueCodes(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new IssueCodesQuery(new CampaignId(id), user.OwnSchool()), cancellationToken)).ToStream(ZipType, cancellationToken);
}
