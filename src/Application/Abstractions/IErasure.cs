using CampusPhoto.Application.Retention;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Retention;

namespace CampusPhoto.Application.Abstractions;

/// <summary>
/// Finds and forgets personal data. What is forgotten by <c>Forget…</c> is saved with the unit of work, and the files that it
/// names are deleted only after that: a file that a crash leaves behind is an orphan, which a sweep deletes.
/// </summary>
public interface IErasure
{
    /// <summary>Enrolments whose photos have been kept for long enough.</summary>
    Task<IReadOnlyList<EnrolmentId>> DuePhotosAsync(RetentionClocks clocks, int atMost, CancellationToken cancellationToken);

    /// <summary>Whether the enrolment's photos have been kept for long enough.</summary>
    Task<bool> ArePhotosDueAsync(EnrolmentId enrolment, RetentionClocks clocks, CancellationToken cancellationToken);

    /// <summary>Enrolments of an account with photos that no order needs.</summary>
    Task<IReadOnlyList<EnrolmentId>> UnorderedAsync(AccountId account, CancellationToken cancellationToken);

    /// <summary>Enrolments of campaigns that have been over for long enough, of whom nothing is under way.</summary>
    Task<IReadOnlyList<EnrolmentId>> DueStudentsAsync(RetentionClocks clocks, int atMost, CancellationToken cancellationToken);

    /// <summary>Numbers of an account's orders that are under way, or whose money is.</summary>
    Task<IReadOnlyList<string>> UnderWayAsync(AccountId account, CancellationToken cancellationToken);

    /// <summary>Forgets the photos of an enrolment.</summary>
    Task<Erased> ForgetPhotosAsync(EnrolmentId enrolment, CancellationToken cancellationToken);

    /// <summary>Forgets who the student of an enrolment is, and the photos.</summary>
    Task<Erased> ForgetStudentAsync(EnrolmentId enrolment, CancellationToken cancellationToken);

    /// <summary>Forgets everything that an account has, but not the account itself.</summary>
    Task<Erased> ForgetAccountAsync(AccountId account, CancellationToken cancellationToken);

    /// <summary>Forgets at once where prints were sent.</summary>
    Task<int> EraseAddressesAsync(RetentionClocks clocks, CancellationToken cancellationToken);

    /// <summary>Forgets at once numbers and names on the rosters of campaigns that have been over for long enough.</summary>
    Task<int> EraseRostersAsync(RetentionClocks clocks, CancellationToken cancellationToken);

    /// <summary>Forgets tickets that have been closed for long enough.</summary>
    Task<Erased> ForgetTicketsAsync(RetentionClocks clocks, int atMost, CancellationToken cancellationToken);

    /// <summary>Students of whom a photo is stored.</summary>
    Task<int> CountFacesAsync(CancellationToken cancellationToken);

    /// <summary>Adds a finished run.</summary>
    void Add(ErasureRun run);
}

/// <summary>What was forgotten.</summary>
/// <param name="Counts">How much.</param>
/// <param name="PhotoKeys">Names in the photo store of what is to be deleted there.</param>
public sealed record Erased(ErasedCounts Counts, IReadOnlyList<string> PhotoKeys);
