using CampusPhoto.Application.Accounts;
using CampusPhoto.Application.CollectionCodes;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Enrolments;
using CampusPhoto.Application.Orders;
using CampusPhoto.Application.Production;
using CampusPhoto.Application.Reviews;
using CampusPhoto.Application.Tests.World;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using MediatR;

namespace CampusPhoto.Application.Tests.Messaging;

/// <summary>Malformed requests are refused with every fault, by the names on the wire, in both languages.</summary>
public sealed class ValidationTests
{
    private static readonly Actor Operator = new(ActorKind.Operator, Guid.Empty);

    [Fact]
    public async Task Each_request_names_its_faults()
    {
        await using var school = await School.OpenAsync();
        await RefusedAsync(school, new LogInProcess("", new string('1', 129), ""), "loginCode", "phoneCode", "agreementVersion");
        await RefusedAsync(school, new AddPhoneProcess(default, ""), "phoneCode");
        await RefusedAsync(school, new GiveConsentCommand(default, (Domain.Accounts.ConsentPurpose)9, ""), "purpose", "version");
        await RefusedAsync(school, new AllowMessagesCommand(default, []), "templateIds");
        await RefusedAsync(school, new SignInStaffProcess("", ""), "userName", "password");
        await RefusedAsync(school, new RecogniseCollectionCodeProcess(default, new string('x', 2001), null), "text");
        await RefusedAsync(school, new EnrolStudentProcess(default, default, ""), "recognitionId", "featureCode");
        await RefusedAsync(school, new PlaceOrderCommand(default, default), "submissionId");
        await RefusedAsync(school, new ListOrdersQuery(default, (OrderStatus)99, null, 101), "status", "pageSize");
        await RefusedAsync(school, new ListReviewQueueQuery(null, 0), "pageSize");
        await RefusedAsync(school, new RejectOrderCommand(default, default, default, [], new string('n', 201), 1), "reasons", "note");
        await RefusedAsync(school, new ReopenOrderCommand(default, default, "", 1), "reason");
        await RefusedAsync(school, new CompleteBatchProcess(default, "", Operator), "receipt");
        await RefusedAsync(school, new ReturnFromBatchCommand(default, default, "", default), "reason");
    }

    private static async Task RefusedAsync<T>(School school, IRequest<T> request, params string[] fields)
        where T : IResult<T>
    {
        var error = (await school.SendAsync(request)).Error!;
        error.Code.ShouldBe(CommonErrors.Invalid.Code, request.GetType().Name);
        error.Fields.Select(fault => fault.Field).Distinct().ShouldBe(fields, request.GetType().Name);
        foreach (var fault in error.Fields)
        {
            fault.Message.Zh.ShouldNotBeNullOrWhiteSpace(fault.Field);
            fault.Message.En.ShouldNotBeNullOrWhiteSpace(fault.Field);
            fault.Message.Zh.ShouldNotBe(fault.Message.En);
        }
    }
}
