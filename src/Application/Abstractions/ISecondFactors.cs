using CampusPhoto.Domain.Common;

namespace CampusPhoto.Application.Abstractions;

/// <summary>
/// Second factors by time-based one-time passwords (RFC 6238: SHA-1, 30 seconds, six digits). Each code holds once, one
/// step before and after the present one is taken too, and recovery codes stand in for a lost phone.
/// </summary>
public interface ISecondFactors
{
    /// <summary>Makes a secret, which counts once it is confirmed. Doing it again makes another.</summary>
    /// <returns>The secret, shown once; or <c>second_factor.already_on</c>.</returns>
    Task<Result<SecondFactorSecret>> BeginAsync(Guid person, CancellationToken cancellationToken);

    /// <summary>Turns it on with a code of the authenticator.</summary>
    /// <returns>Recovery codes, shown once; or <c>second_factor.not_begun</c>, <c>second_factor.confirmation_wrong</c>.</returns>
    Task<Result<IReadOnlyList<string>>> ConfirmAsync(Guid person, string code, CancellationToken cancellationToken);

    /// <summary>Uses a code or a recovery code up.</summary>
    /// <returns>False when it is wrong or was used before.</returns>
    Task<bool> UseAsync(Guid person, string code, CancellationToken cancellationToken);

    /// <summary>Recovery codes that have not been used.</summary>
    Task<int> CountRecoveryCodesAsync(Guid person, CancellationToken cancellationToken);
}

/// <summary>A secret for an authenticator.</summary>
/// <param name="Secret">In base32, to be typed.</param>
/// <param name="OtpAuthUri">The same as an <c>otpauth:</c> address, to be drawn as a QR code.</param>
public sealed record SecondFactorSecret(string Secret, string OtpAuthUri);
