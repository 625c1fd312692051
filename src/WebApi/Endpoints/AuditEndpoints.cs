using CampusPhoto.Application.Common;
using CampusPhoto.Application.Staff;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>The audit trail.</summary>
internal static class AuditEndpoints
{
    private const int DefaultPageSize = 50;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/staff/audit", List).WithName("ListAuditEntries").WithTags(Tags.Staff)
            .WithSummary("Who did what, and who was shown which face, newest first; entries appear within seconds")
            .RequireAuthorization(Policies.Administrator).ProducesErrors(CommonErrors.CursorInvalid);

    private static async Task<Results<Ok<Page<AuditEntryView>>, ProblemResult>> List(
        ISender sender, CancellationToken cancellationToken, Guid? by = null, string? subject = null, string? action = null,
        string? cursor = null, int pageSize = DefaultPageSize) =>
        (await sender.Send(
            new ListAuditEntriesQuery(new AuditFilter(by, subject, action), cursor, pageSize), cancellationToken)).ToOk();
}
