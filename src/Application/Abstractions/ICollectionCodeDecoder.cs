using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;

namespace CampusPhoto.Application.Abstractions;

/// <summary>Reads what a collection code's text holds. CHSI's payload is secret, so adapters differ by issuer.</summary>
public interface ICollectionCodeDecoder
{
    /// <summary>Decodes and verifies the text of a QR code.</summary>
    /// <returns>
    /// What it holds; or <c>collection_code.foreign</c> when it is no collection code, <c>collection_code.forged</c>,
    /// <c>collection_code.decoder_unavailable</c>. Expiry is judged by the domain.
    /// </returns>
    Task<Result<CollectionCode>> DecodeAsync(string text, CancellationToken cancellationToken);
}
