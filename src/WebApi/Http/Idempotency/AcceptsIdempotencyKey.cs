namespace CampusPhoto.WebApi.Http.Idempotency;

/// <summary>Marks a call that takes an Idempotency-Key.</summary>
/// <param name="FingerprintsBody">
/// Whether the body as a whole is fingerprinted before the call reads it. A call that stages an upload does not, and
/// says the fingerprint itself once it knows the file.
/// </param>
internal sealed record AcceptsIdempotencyKey(bool FingerprintsBody);

internal static class IdempotencyKeyExtensions
{
    public static RouteHandlerBuilder AcceptsIdempotencyKey(this RouteHandlerBuilder call, bool fingerprintsBody = true) =>
        call.WithMetadata(new AcceptsIdempotencyKey(fingerprintsBody));
}
