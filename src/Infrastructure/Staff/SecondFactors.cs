using System.Globalization;
using System.Security.Cryptography;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Staff;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace CampusPhoto.Infrastructure.Staff;

/// <summary>One-time passwords by RFC 6238. What uses a code up is one conditional statement, so a code holds once on all nodes.</summary>
internal sealed class SecondFactors(IDbContextFactory<AppDbContext> contexts, IPersonalDataHasher hasher, TimeProvider clock)
    : ISecondFactors
{
    private const string Issuer = "CampusPhoto";
    private const int KeyBytes = 20;
    private const int Digits = 6;
    private const int RecoveryCodes = 10;

    // Without letters and digits that look alike; 50 bits.
    private const string RecoveryAlphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private const int RecoveryHalf = 5;

    // Phones' clocks are a little off, and typing takes time.
    private static readonly VerificationWindow Near = new(previous: 1, future: 1);

    public async Task<Result<SecondFactorSecret>> BeginAsync(Guid person, CancellationToken cancellationToken)
    {
        string secret = Base32Encoding.ToString(RandomNumberGenerator.GetBytes(KeyBytes));
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        int begun = await db.Users.Where(user => user.Id == person && user.TotpConfirmedAt == null)
            .ExecuteUpdateAsync(
                row => row.SetProperty(user => user.TotpKey, secret).SetProperty(user => user.TotpLastStep, 0L), cancellationToken);
        if (begun == 0) return SecondFactorErrors.AlreadyOn;
        string name = (await db.Users.AsNoTracking().SingleAsync(user => user.Id == person, cancellationToken)).UserName!;
        return new SecondFactorSecret(
            secret, $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(name)}?secret={secret}&issuer={Issuer}&digits={Digits}&period=30");
    }

    public async Task<Result<IReadOnlyList<string>>> ConfirmAsync(Guid person, string code, CancellationToken cancellationToken)
    {
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        StaffUser? user = await db.Users.AsNoTracking().SingleOrDefaultAsync(one => one.Id == person, cancellationToken);
        if (user is not { TotpKey: { } key, TotpConfirmedAt: null }) return SecondFactorErrors.NotBegun;
        if (StepOf(key, code) is not { } step) return SecondFactorErrors.ConfirmationWrong;

        DateTimeOffset now = clock.GetUtcNow();
        string[] codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => NewRecoveryCode())];
        db.RecoveryCodes.AddRange(codes.Select(one => new RecoveryCodeRow { StaffId = person, CodeHash = Hash(one) }));
        db.Attach(user);
        (user.TotpConfirmedAt, user.TotpLastStep, user.ConcurrencyStamp) = (now, step, Guid.CreateVersion7(now).ToString());
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Done twice at once, or begun anew meanwhile.
            return SecondFactorErrors.NotBegun;
        }

        return codes;
    }

    public async Task<bool> UseAsync(Guid person, string code, CancellationToken cancellationToken)
    {
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        if (code.Length != Digits)
        {
            KeyedHash hash = Hash(code);
            return await db.RecoveryCodes.Where(one => one.StaffId == person && one.CodeHash == hash)
                .ExecuteDeleteAsync(cancellationToken) == 1;
        }

        StaffUser? user = await db.Users.AsNoTracking().SingleOrDefaultAsync(one => one.Id == person, cancellationToken);
        if (user is not { TotpKey: { } key, TotpConfirmedAt: not null } || StepOf(key, code) is not { } step) return false;
        return await db.Users.Where(one => one.Id == person && one.TotpConfirmedAt != null && one.TotpLastStep < step)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.TotpLastStep, step), cancellationToken) == 1;
    }

    public async Task<int> CountRecoveryCodesAsync(Guid person, CancellationToken cancellationToken)
    {
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.RecoveryCodes.CountAsync(code => code.StaffId == person, cancellationToken);
    }

    private long? StepOf(string key, string code) =>
        new Totp(Base32Encoding.ToBytes(key), totpSize: Digits).VerifyTotp(clock.GetUtcNow().UtcDateTime, code, out long step, Near)
            ? step
            : null;

    private KeyedHash Hash(string code) => hasher.Hash(
        PersonalValue.RecoveryCode, code.Trim().Replace("-", "", StringComparison.Ordinal).ToUpper(CultureInfo.InvariantCulture));

    private static string NewRecoveryCode() =>
        $"{RandomNumberGenerator.GetString(RecoveryAlphabet, RecoveryHalf)}-{RandomNumberGenerator.GetString(RecoveryAlphabet, RecoveryHalf)}";
}
