using System.Security.Claims;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Orders;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Orders;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Idempotency;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>加洗照片.</summary>
/// <param name="OrderId">The order whose approved photo is printed.</param>
/// <param name="OfferId">The offer on the price list.</param>
/// <param name="Sheets">How many sheets: 1 to 20.</param>
/// <param name="Delivery">PickUp at the school, or Post.</param>
/// <param name="Address">Where they are sent, for Post alone.</param>
internal sealed record ReprintRequest(Guid OrderId, string OfferId, int Sheets, ReprintDelivery Delivery, PostalAddress? Address = null);

/// <summary>加洗照片, for students and for those who print.</summary>
internal static class ReprintEndpoints
{
    private const int DefaultPageSize = 50;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/reprint-offers", ListOffers).WithName("ListReprintOffers").WithTags(Tags.Students)
            .WithSummary("加洗照片: the price list").RequireAuthorization(Policies.Student);
        var reprints = api.MapGroup("/reprint-orders").WithTags(Tags.Students).RequireAuthorization(Policies.Student);
        reprints.MapPost("", Place).WithName("PlaceReprint")
            .WithSummary("加洗照片: order prints of an approved photo; then pay as for any order")
            .AcceptsIdempotencyKey().AnswersVersion()
            .RequestExample(new ReprintRequest(
                new Guid("0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"), "one-inch", 2, ReprintDelivery.Post,
                new PostalAddress("张晓明", "13800138000", "山东省青岛市黄岛区长江西路66号")))
            .ProducesErrors(
                OrderErrors.NotFound, OrderErrors.AlreadyPlaced, ReprintErrors.OfferUnknown, ReprintErrors.PhotoNotApproved,
                AccountErrors.PhoneRequired, AccountErrors.SessionEnded, CommonErrors.Conflict);
        reprints.MapGet("/{id}", Get).WithName("GetReprint").WithSummary("One order for prints").AnswersVersion()
            .ProducesErrors(OrderErrors.NotFound);
        var staff = api.MapGroup("/staff/reprint-orders").WithTags(Tags.Staff).RequireAuthorization(Policies.Operator);
        staff.MapGet("", List).WithName("ListReprints").WithSummary("Orders for prints, oldest first, by status, page by page")
            .ProducesErrors(CommonErrors.CursorInvalid);
        staff.MapGet("/{id}", GetForStaff).WithName("GetReprintForStaff")
            .WithSummary("What is printed and where it is sent; recorded in the audit trail").ProducesErrors(OrderErrors.NotFound);
    }

    private static async Task<Results<Ok<ReprintOffersView>, ProblemResult>> ListOffers(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListReprintOffersQuery(), cancellationToken)).ToOk();

    private static async Task<Results<Created<ReprintView>, ProblemResult>> Place(
        ReprintRequest request, ClaimsPrincipal user, HttpResponse response, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new PlaceReprintCommand(
                user.AccountId(), new OrderId(request.OrderId), request.OfferId, request.Sheets, request.Delivery, request.Address),
            cancellationToken))
        .ToCreated(response, reprint => $"{ApiEndpoints.Root}/reprint-orders/{reprint.Order.Id}", reprint => reprint.Order.Version);

    private static async Task<Results<Ok<ReprintView>, ProblemResult>> Get(
        Guid id, ClaimsPrincipal user, HttpResponse response, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetReprintQuery(user.AccountId(), new OrderId(id)), cancellationToken))
        .ToOk(response, reprint => reprint.Order.Version);

    private static async Task<Results<Ok<Page<ReprintLine>>, ProblemResult>> List(
        ISender sender, CancellationToken cancellationToken, StatusFilter? status = null, string? cursor = null,
        int pageSize = DefaultPageSize) =>
        (await sender.Send(new ListReprintsQuery(status?.Status, cursor, pageSize), cancellationToken)).ToOk();

    private static async Task<Results<Ok<StaffReprintView>, ProblemResult>> GetForStaff(
        Guid id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetReprintForStaffQuery(new OrderId(id)), cancellationToken)).ToOk();
}
