using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Accounts;

/// <summary>账号信息.</summary>
public sealed record GetAccountQuery(AccountId Account) : IQuery<AccountView>;

/// <summary>账号信息.</summary>
/// <param name="Id">Identity.</param>
/// <param name="MaskedPhone">Verified phone such as 138****1234, or null.</param>
/// <param name="AgreementVersion">Version of the user agreement that was ticked last.</param>
/// <param name="CreatedAt">First login.</param>
/// <param name="Consents">All consents, oldest first.</param>
/// <param name="MissingConsents">What has to be agreed to before a photo is taken.</param>
public sealed record AccountView(
    Guid Id,
    string? MaskedPhone,
    string AgreementVersion,
    DateTimeOffset CreatedAt,
    IReadOnlyList<ConsentView> Consents,
    IReadOnlyList<ConsentPurpose> MissingConsents);

internal sealed class GetAccountHandler(IReadDb db) : IRequestHandler<GetAccountQuery, Result<AccountView>>
{
    public async Task<Result<AccountView>> Handle(GetAccountQuery query, CancellationToken cancellationToken)
    {
        Account? account = await db.Accounts.Include(found => found.Consents)
            .SingleOrDefaultAsync(found => found.Id == query.Account, cancellationToken);
        if (account?.DeletedAt is not null || account is null) return AccountErrors.SessionEnded;
        return new AccountView(
            account.Id.Value,
            account.Phone is null ? null : Mask.Phone(account.Phone),
            account.AgreementVersion,
            account.CreatedAt,
            [.. account.Consents.Select(consent => new ConsentView(consent.Purpose, consent.TextVersion, consent.GivenAt, consent.WithdrawnAt))],
            Agreements.Missing(account));
    }
}
