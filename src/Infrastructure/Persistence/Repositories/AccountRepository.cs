using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence.Repositories;

internal sealed class AccountRepository(AppDbContext db) : IAccountRepository
{
    public Task<Account?> GetAsync(AccountId id, CancellationToken cancellationToken) =>
        db.Accounts.SingleOrDefaultAsync(account => account.Id == id, cancellationToken);

    public Task<Account?> FindByOpenIdAsync(string openId, CancellationToken cancellationToken) =>
        db.Accounts.SingleOrDefaultAsync(account => account.OpenId == openId, cancellationToken);

    public void Add(Account account) => db.Accounts.Add(account);
}
