using System.Buffers.Text;
using System.Security.Cryptography;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Schools;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.Infrastructure.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Seed;

/// <summary>A secret that was made for an empty database and is told once.</summary>
/// <param name="Role">Whose it is.</param>
/// <param name="Name">User name or client id.</param>
/// <param name="Secret">Password or client secret.</param>
public sealed record SeededSecret(string Role, string Name, string Secret);

/// <summary>What an empty development database starts with: a school, an open campaign, staff and an integrator.</summary>
internal sealed class DevelopmentSeed(
    AppDbContext db, UserManager<StaffUser> users, IPasswordHasher<IntegratorClientRow> secrets, TimeProvider clock)
{
    public async Task<IReadOnlyList<SeededSecret>> SeedAsync(CancellationToken cancellationToken)
    {
        if (await db.Schools.AnyAsync(cancellationToken)) return [];
        DateTimeOffset now = clock.GetUtcNow();
        var school = new School(Id.New<SchoolId>(now), "10425", "中国石油大学（华东）");
        var campaign = new Campaign(
            Id.New<CampaignId>(now), school.Id, "2027届毕业生图像采集", FeatureCode.Parse("m9ng02").Value,
            new CampaignTerms(
                OrderKind.Collection, CollectionMode.Organised, new Money(3000), Payer.Student, CapturePolicy.AlbumAllowed,
                AttemptsAllowed: 3, PaymentWindow: TimeSpan.FromMinutes(30), ResubmissionWindow: TimeSpan.FromDays(2),
                ClosingRefund.Full, MerchantAccount: "main", AppealsAllowed: true),
            "chsi-graduation-2017", 1,
            now.AddDays(-1), now.AddDays(365), now.AddDays(395));
        campaign.Open();
        db.Add(school);
        db.Add(campaign);

        await db.SaveChangesAsync(cancellationToken);

        (StaffUser administrator, SeededSecret administratorSecret) = await AddAsync("administrator", now, null, ActorKind.Administrator);
        string clientSecret = NewSecret();
        var client = new IntegratorClientRow
        {
            Id = Guid.CreateVersion7(now), ClientId = "demo-integrator", Scopes = "orders batches photo-checks webhooks sandbox", ExpiresAt = now.AddDays(365),
            OwnerId = administrator.Id,
        };
        client.SecretHash = secrets.HashPassword(client, clientSecret);
        db.Add(client);
        await db.SaveChangesAsync(cancellationToken);
        return
        [
            (await AddAsync("reviewer", now, null, ActorKind.Reviewer, ActorKind.SeniorReviewer)).Secret,
            (await AddAsync("operator", now, null, ActorKind.Operator)).Secret,
            (await AddAsync("finance", now, null, ActorKind.Finance)).Secret,
            (await AddAsync("finance-second", now, null, ActorKind.Finance)).Secret,
            (await AddAsync("school", now, school.Id, ActorKind.SchoolStaff)).Secret,
            administratorSecret,
            new SeededSecret("Integrator", client.ClientId, clientSecret),
        ];
    }

    private async Task<(StaffUser User, SeededSecret Secret)> AddAsync(
        string name, DateTimeOffset now, SchoolId? school, params ActorKind[] roles)
    {
        string password = NewSecret();
        var user = new StaffUser { Id = Guid.CreateVersion7(now), UserName = name, School = school };
        user.SetRoles(roles);
        IdentityResult made = await users.CreateAsync(user, password);
        if (!made.Succeeded) throw new InvalidOperationException(string.Join(' ', made.Errors.Select(error => error.Description)));
        return (user, new SeededSecret(user.RoleNames, name, password));
    }

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(18));
}
