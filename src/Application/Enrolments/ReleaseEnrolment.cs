using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using MediatR;

namespace CampusPhoto.Application.Enrolments;

/// <summary>Staff release a wrong claim, so that the right account can join.</summary>
public sealed record ReleaseEnrolmentCommand(EnrolmentId Enrolment) : ICommand, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("enrolment.released", "enrolment", Enrolment.Value);
}

internal sealed class ReleaseEnrolmentHandler(IEnrolmentRepository enrolments, IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<ReleaseEnrolmentCommand, Result>
{
    public async Task<Result> Handle(ReleaseEnrolmentCommand command, CancellationToken cancellationToken)
    {
        if (await enrolments.GetAsync(command.Enrolment, cancellationToken) is not { } enrolment) return EnrolmentErrors.NotFound;
        return await orders.FindLiveAsync(enrolment.CampaignId, enrolment.Identity.UniqueNumberHash, cancellationToken) is null
            ? enrolment.Release(clock.GetUtcNow())
            : EnrolmentErrors.HasLiveOrder;
    }
}
