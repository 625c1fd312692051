using System.Globalization;
using System.Security.Cryptography;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;
using Microsoft.AspNetCore.DataProtection;

namespace CampusPhoto.Infrastructure.Storage;

/// <summary>
/// Upload forms. Everything about a form is sealed by Data Protection in its name, so that any node knows it and no
/// row is written for a photo that may never come.
/// </summary>
internal sealed class PhotoUploads(
    IIncomingPhotos incoming, IPhotoStore store, IDataProtectionProvider protection, TimeProvider clock) : IPhotoUploads
{
    public static readonly TimeSpan ToBeSent = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan ToBeSubmitted = TimeSpan.FromHours(1);

    private readonly IDataProtector _protector = protection.CreateProtector("photo-upload.v1");

    public PhotoUpload Open(AccountId account, long maxBytes)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset expiresAt = now + ToBeSent;
        string key = PhotoKeys.New();
        IncomingForm? form = incoming.Sign(key, maxBytes, expiresAt);
        return new PhotoUpload(
            _protector.Protect($"{now.ToUnixTimeSeconds()}|{key}|{account.Value:N}"), form?.Address, form?.Fields ?? NoFields, maxBytes, expiresAt);
    }

    public async Task<Result> ReceiveAsync(string upload, Stream content, long maxBytes, CancellationToken cancellationToken) =>
        Read(upload, ToBeSent) is { } form
            ? await incoming.ReceiveAsync(form.Key, content, maxBytes, cancellationToken)
            : PhotoErrors.UploadNotFound;

    public async Task<Result<IStagedPhoto>> StageAsync(
        AccountId account, string upload, long maxBytes, CancellationToken cancellationToken)
    {
        if (Read(upload, ToBeSubmitted) is not { } form || form.Account != account) return PhotoErrors.UploadNotFound;
        await using Stream? sent = await incoming.OpenAsync(form.Key, cancellationToken);
        return sent is null ? PhotoErrors.UploadNotFound : await store.StageAsync(sent, maxBytes, cancellationToken);
    }

    public async Task DiscardAsync(string upload, CancellationToken cancellationToken)
    {
        if (Read(upload, ToBeSubmitted) is { } form) await incoming.DeleteAsync(form.Key, cancellationToken);
    }

    private static IReadOnlyDictionary<string, string> NoFields { get; } = new Dictionary<string, string>();

    private Form? Read(string upload, TimeSpan holdsFor)
    {
        try
        {
            return _protector.Unprotect(upload).Split('|') is [string openedAt, string key, string account]
                && DateTimeOffset.FromUnixTimeSeconds(long.Parse(openedAt, CultureInfo.InvariantCulture)) + holdsFor > clock.GetUtcNow()
                ? new Form(key, new AccountId(Guid.ParseExact(account, "N")))
                : null;
        }
        catch (CryptographicException)
        {
            // Not a form of ours; the caller learns no more than for one that is too old.
            return null;
        }
    }

    private readonly record struct Form(string Key, AccountId Account);
}
