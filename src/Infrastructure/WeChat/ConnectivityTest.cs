using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Payments;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>商户签名验签/加解密测试 (<c>/v3/security/echo</c>).</summary>
internal sealed class ConnectivityTest(
    MerchantDirectory merchants,
    PayClient client,
    PlatformKeys keys,
    ClockWatch clockWatch,
    IDbContextFactory<AppDbContext> contexts,
    TimeProvider clock) : IConnectivityTest
{
    public async Task<Result<ConnectivityReport>> RunAsync(string account, CancellationToken cancellationToken)
    {
        if (merchants.Find(account) is not { } merchant) return PaymentErrors.Unknown;
        var now = clock.GetUtcNow();
        var row = new ConnectivityTestRow { Id = Guid.CreateVersion7(now), Account = account, BegunAt = now };

        // Saved before WeChat is called: the notification may be faster than the answer.
        await using (AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            db.ConnectivityTests.Add(row);
            await db.SaveChangesAsync(cancellationToken);
        }

        await AskAsync(merchant, row, cancellationToken);
        await using AppDbContext after = await contexts.CreateDbContextAsync(cancellationToken);
        await after.ConnectivityTests.Where(one => one.Id == row.Id).ExecuteUpdateAsync(
            one => one
                .SetProperty(test => test.Answered, row.Answered)
                .SetProperty(test => test.Decrypted, row.Decrypted)
                .SetProperty(test => test.ClockSkew, row.ClockSkew)
                .SetProperty(test => test.AnsweredWith, row.AnsweredWith)
                .SetProperty(test => test.Fault, row.Fault),
            cancellationToken);
        return await FindAsync(account, row.Id, cancellationToken);
    }

    public async Task<Result<ConnectivityReport>> FindAsync(string account, Guid test, CancellationToken cancellationToken)
    {
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ConnectivityTests.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == test && row.Account == account, cancellationToken) is { } found
            ? new ConnectivityReport(
                found.Id, found.Account, found.BegunAt, found.Answered, found.Decrypted, found.NotifiedAt,
                (int?)found.ClockSkew?.TotalSeconds, found.AnsweredWith, found.Fault)
            : PaymentErrors.Unknown;
    }

    public async Task RecordEchoAsync(string account, string echo, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(echo, "N", out var test)) return;
        DateTimeOffset now = clock.GetUtcNow();
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.ConnectivityTests
            .Where(row => row.Id == test && row.Account == account && row.NotifiedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.NotifiedAt, now), cancellationToken);
    }

    private async Task AskAsync(Merchant merchant, ConnectivityTestRow row, CancellationToken cancellationToken)
    {
        if (await keys.CurrentAsync(merchant, cancellationToken) is not { } key)
        {
            row.Fault = "No platform key is known, and none could be fetched.";
            return;
        }

        var echo = row.Id.ToString("N");
        var body = WeChatJson.Write(new EchoBody(echo, key.Key.Encrypt(echo), merchant.NotifyUrl));
        var sent = await client.SendAsync(merchant, "echo", echo, HttpMethod.Post, "/v3/security/echo", body, cancellationToken);
        row.ClockSkew = clockWatch.Skew;
        if (sent.Error is not null)
        {
            row.Fault = "WeChat Pay did not answer, or not genuinely; the log of the calls says which.";
            return;
        }

        if (!sent.Value.Succeeded || WeChatJson.TryRead<EchoAnswer>(sent.Value.Body) is not { } answer)
        {
            row.Fault = $"WeChat Pay answered {sent.Value.Status} {sent.Value.Code}.";
            return;
        }

        row.Answered = answer.EchoMessage == echo;
        row.AnsweredWith = sent.Value.Serial;
        row.Decrypted = merchant.Decrypt(answer.EncryptedEchoMessage) == echo;
        if (!row.Answered) row.Fault = "WeChat Pay echoed another text.";
        else if (!row.Decrypted) row.Fault = "What WeChat Pay encrypted for the merchant's certificate cannot be opened by its private key.";
    }
}
