using System.Text.Json;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Domain.Common;

namespace CampusPhoto.Application.Messaging;

/// <summary>
/// The Idempotency-Key of the request at hand. The caller's protocol sets it; the first idempotent request takes it.
/// </summary>
public sealed class IdempotencyScope
{
    /// <summary>The key, or null when the caller sent none.</summary>
    public IdempotencyKey? Key { get; set; }

    /// <summary>Whether the answer is that of an earlier request.</summary>
    public bool Replayed { get; private set; }

    internal IdempotencyKey? Take(object request)
    {
        if (request is not IIdempotent) return null;
        IdempotencyKey? key = Key;
        Key = null;
        return key;
    }

    internal async Task<Replay<TResponse>> FindAsync<TResponse>(
        IIdempotencyStore store, IdempotencyKey key, TimeProvider clock, CancellationToken cancellationToken)
        where TResponse : IResult<TResponse>
    {
        if (await store.FindAsync(key, cancellationToken) is not { } entry) return default;
        if (entry.Fingerprint != key.Fingerprint) return new(TResponse.Failure(CommonErrors.IdempotencyKeyReused), true);
        if (entry.Answer is null)
        {
            return entry.LeaseExpiresAt > clock.GetUtcNow()
                ? new(TResponse.Failure(CommonErrors.IdempotencyInProgress.After(TimeSpan.FromSeconds(1))), true)
                : default;
        }

        Replayed = true;
        return new(TResponse.Success(JsonSerializer.Deserialize(entry.Answer, TResponse.ValueType)), true);
    }

    internal static string Write<TResponse>(TResponse response)
        where TResponse : IResult<TResponse> => JsonSerializer.Serialize(response.BoxedValue, TResponse.ValueType);
}

internal readonly record struct Replay<TResponse>(TResponse Response, bool Found);
