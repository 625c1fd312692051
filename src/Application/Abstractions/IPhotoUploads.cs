using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;

namespace CampusPhoto.Application.Abstractions;

/// <summary>
/// Lets students send photos to the place where photos are stored, by short-lived signed forms. What was sent waits
/// apart from the photos until it is submitted, an hour at most.
/// </summary>
public interface IPhotoUploads
{
    /// <summary>A form by which one photo may be sent within ten minutes.</summary>
    /// <param name="account">Who alone may submit what is sent.</param>
    /// <param name="maxBytes">Greatest size.</param>
    PhotoUpload Open(AccountId account, long maxBytes);

    /// <summary>Takes a photo that was sent to this program; a second one takes the place of the first.</summary>
    /// <returns><c>photo.upload_not_found</c> when the form is wrong or too old; <c>photo.empty</c>; <c>photo.too_large</c>.</returns>
    Task<Result> ReceiveAsync(string upload, Stream content, long maxBytes, CancellationToken cancellationToken);

    /// <summary>Stages what the account sent, at most so much of it.</summary>
    /// <returns>
    /// The staged upload, to be disposed; <c>photo.upload_not_found</c> when there is none or it is another account's;
    /// <c>photo.empty</c>; <c>photo.too_large</c>.
    /// </returns>
    Task<Result<IStagedPhoto>> StageAsync(AccountId account, string upload, long maxBytes, CancellationToken cancellationToken);

    /// <summary>Deletes what was sent; nothing to delete is no error.</summary>
    Task DiscardAsync(string upload, CancellationToken cancellationToken);
}

/// <summary>A form by which one photo may be sent.</summary>
/// <param name="Id">Names the upload afterwards; 256 characters or fewer.</param>
/// <param name="Address">Where the form is posted to, or null when this program takes it itself.</param>
/// <param name="Fields">The form's fields, to be sent before the file.</param>
/// <param name="MaxBytes">Greatest size of the file.</param>
/// <param name="ExpiresAt">Until when it may be sent.</param>
public sealed record PhotoUpload(
    string Id, Uri? Address, IReadOnlyDictionary<string, string> Fields, long MaxBytes, DateTimeOffset ExpiresAt);
