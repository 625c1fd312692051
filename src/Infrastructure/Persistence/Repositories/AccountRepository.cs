using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence.Repositories;

internal sealed class AccountRepository(AppDbContext db) : IAccountRepository
{
    // Consents and message credits come with every account; both are few, so one statement costs less than three.
    private IQueryable<Account> Whole => db.Accounts.AsSingleQuery();

    public Task<Account?> GetAsync(AccountId id, CancellationToken cancellationToken) =>
        Whole.SingleOrDefaultAsync(account => account.Id == id && account.DeletedAt == null, cancellationToken);

    public Task<Account?> FindByOpenIdAsync(string openId, CancellationToken cancellationToken) =>
        Whole.SingleOrDefaultAsync(account => account.OpenId == openId, cancellationToken);

    public void Add(Account account) => db.Accounts.Add(account);
}
