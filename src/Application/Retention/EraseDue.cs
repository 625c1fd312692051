using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Retention;
using MediatR;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Application.Retention;

/// <summary>Erases what has been kept for long enough, each student in a transaction of its own; answers how much.</summary>
public sealed record EraseDueProcess : IProcess<ErasedCounts>;

internal sealed partial class EraseDueHandler(
    ISender sender, IErasure erasure, IPhotoStore store, IOptions<RetentionOptions> options, TimeProvider clock,
    ILogger<EraseDueHandler> logger)
    : IRequestHandler<EraseDueProcess, Result<ErasedCounts>>
{
    private const int AtOnce = 200;

    public async Task<Result<ErasedCounts>> Handle(EraseDueProcess request, CancellationToken cancellationToken)
    {
        RetentionClocks clocks = options.Value.At(clock.GetUtcNow());
        ErasedCounts erased = await EachAsync(
            () => erasure.DuePhotosAsync(clocks, AtOnce, cancellationToken), id => new ErasePhotosCommand(id, ErasureGround.TimeOver), cancellationToken);
        erased += await EachAsync(
            () => erasure.DueStudentsAsync(clocks, AtOnce, cancellationToken), id => new ForgetStudentCommand(id), cancellationToken);
        erased += new ErasedCounts(
            Addresses: await erasure.EraseAddressesAsync(clocks, cancellationToken),
            RosterEntries: await erasure.EraseRostersAsync(clocks, cancellationToken));
        erased += await EraseTicketsAsync(clocks, cancellationToken);
        int faces = await erasure.CountFacesAsync(cancellationToken);
        await sender.Send(new RecordErasureCommand(erased, faces), cancellationToken);
        LogErased(erased.Photos, erased.Students, erased.Orders, erased.Addresses, erased.RosterEntries, erased.Tickets, faces);
        return erased;
    }

    private async Task<ErasedCounts> EraseTicketsAsync(RetentionClocks clocks, CancellationToken cancellationToken)
    {
        ErasedCounts total = new(), last;
        do total += last = await EraseAsync(new ForgetTicketsCommand(clocks, AtOnce), cancellationToken);
        while (last.Any);
        return total;
    }

    private async Task<ErasedCounts> EachAsync<TCommand>(
        Func<Task<IReadOnlyList<EnrolmentId>>> due, Func<EnrolmentId, TCommand> command, CancellationToken cancellationToken)
        where TCommand : ICommand<Erased>
    {
        ErasedCounts total = new();
        HashSet<EnrolmentId> tried = [];
        while (true)
        {
            // One that somebody is just changing is due again tomorrow.
            EnrolmentId[] next = [.. (await due()).Where(tried.Add)];
            if (next.Length == 0) return total;
            foreach (EnrolmentId id in next) total += await EraseAsync(command(id), cancellationToken);
        }
    }

    private async Task<ErasedCounts> EraseAsync(ICommand<Erased> command, CancellationToken cancellationToken)
    {
        Result<Erased> erased = await sender.Send(command, cancellationToken);
        if (erased.Error is not null) return new ErasedCounts();
        await store.DeleteAllAsync(erased.Value.PhotoKeys);
        return erased.Value.Counts;
    }

    [LoggerMessage(
        EventId = 6010, Level = LogLevel.Information,
        Message = "Erased {Photos} photos, {Students} students, {Orders} orders, {Addresses} addresses, {RosterEntries} roster entries and {Tickets} tickets; {Faces} faces are stored")]
    private partial void LogErased(int photos, int students, int orders, int addresses, int rosterEntries, int tickets, int faces);
}

internal static class StoredFiles
{
    /// <summary>Deletes files whose rows are gone; it goes on once begun, since nobody would find the rest before the sweep.</summary>
    public static async Task DeleteAllAsync(this IPhotoStore store, IEnumerable<string> keys)
    {
        foreach (string key in keys) await store.DeleteAsync(key, CancellationToken.None);
    }
}

/// <summary>Why photos are erased.</summary>
internal enum ErasureGround
{
    /// <summary>They have been kept for long enough.</summary>
    TimeOver,

    /// <summary>The student withdrew the consent, and no order needs them.</summary>
    ConsentWithdrawn,
}

internal sealed record ErasePhotosCommand(EnrolmentId Enrolment, ErasureGround Ground) : ICommand<Erased>, IAudited
{
    public AuditNote? Note(object? answer) => AuditNote.On("photos.erased", "enrolment", Enrolment.Value, Ground.ToString());
}

internal sealed class ErasePhotosHandler(
    IErasure erasure, IEnrolmentRepository enrolments, IOptions<RetentionOptions> options, TimeProvider clock)
    : IRequestHandler<ErasePhotosCommand, Result<Erased>>
{
    public async Task<Result<Erased>> Handle(ErasePhotosCommand command, CancellationToken cancellationToken)
    {
        bool may = command.Ground switch
        {
            ErasureGround.TimeOver => await erasure.ArePhotosDueAsync(command.Enrolment, options.Value.At(clock.GetUtcNow()), cancellationToken),
            _ => await enrolments.GetAsync(command.Enrolment, cancellationToken) is { } enrolment
                && (await erasure.UnorderedAsync(enrolment.AccountId, cancellationToken)).Contains(command.Enrolment),
        };
        return may ? await erasure.ForgetPhotosAsync(command.Enrolment, cancellationToken) : EnrolmentErrors.HasLiveOrder;
    }
}

internal sealed record ForgetStudentCommand(EnrolmentId Enrolment) : ICommand<Erased>, IAudited
{
    public AuditNote? Note(object? answer) => AuditNote.On("student.erased", "enrolment", Enrolment.Value);
}

internal sealed class ForgetStudentHandler(IErasure erasure) : IRequestHandler<ForgetStudentCommand, Result<Erased>>
{
    public async Task<Result<Erased>> Handle(ForgetStudentCommand command, CancellationToken cancellationToken) =>
        await erasure.ForgetStudentAsync(command.Enrolment, cancellationToken);
}

internal sealed record ForgetTicketsCommand(RetentionClocks Clocks, int AtMost) : ICommand<Erased>;

internal sealed class ForgetTicketsHandler(IErasure erasure) : IRequestHandler<ForgetTicketsCommand, Result<Erased>>
{
    public async Task<Result<Erased>> Handle(ForgetTicketsCommand command, CancellationToken cancellationToken) =>
        await erasure.ForgetTicketsAsync(command.Clocks, command.AtMost, cancellationToken);
}

internal sealed record RecordErasureCommand(ErasedCounts Erased, int StoredFaces) : ICommand;

internal sealed class RecordErasureHandler(IErasure erasure, TimeProvider clock) : IRequestHandler<RecordErasureCommand, Result>
{
    public Task<Result> Handle(RecordErasureCommand command, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        erasure.Add(new ErasureRun(Guid.CreateVersion7(now), now, command.Erased, command.StoredFaces));
        return Task.FromResult(Result.Ok);
    }
}
