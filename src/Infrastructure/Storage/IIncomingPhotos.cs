using CampusPhoto.Domain.Common;

namespace CampusPhoto.Infrastructure.Storage;

/// <summary>Where photos wait, under random 128-bit names, that were sent and not submitted yet.</summary>
internal interface IIncomingPhotos
{
    /// <summary>
    /// A form that the store itself takes, with the address that it is posted to; null when it takes none, and
    /// <see cref="ReceiveAsync"/> does.
    /// </summary>
    IncomingForm? Sign(string key, long maxBytes, DateTimeOffset expiresAt);

    /// <summary>Takes a photo in place of what was there, at most so much of it.</summary>
    /// <returns><c>photo.empty</c>; <c>photo.too_large</c>; <c>photo.upload_not_found</c> where the store takes its forms itself.</returns>
    Task<Result> ReceiveAsync(string key, Stream content, long maxBytes, CancellationToken cancellationToken);

    /// <summary>Opens what was sent, or null when there is nothing.</summary>
    Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken);

    /// <summary>Deletes what was sent; nothing to delete is no error.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>Names of what was sent before that time.</summary>
    IAsyncEnumerable<string> KeysSentBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken);
}

/// <summary>A signed form.</summary>
internal sealed record IncomingForm(Uri Address, IReadOnlyDictionary<string, string> Fields);
