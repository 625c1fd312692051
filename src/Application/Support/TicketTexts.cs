using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messages;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Messages;
using CampusPhoto.Domain.Support;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Support;

/// <summary>
/// Has a student's words judged before they are kept, within a daily number. Only what WeChat calls risky is refused: words
/// go to staff alone, and who needs help because of WeChat must get it without WeChat.
/// </summary>
internal sealed class TicketTexts(IReadDb db, TextJudge judge, IAttemptLimiter limiter)
{
    private const string Kind = "support";
    private const int PerDay = 50;

    public async Task<Result<TextJudgement>> JudgeAsync(AccountId account, string text, CancellationToken cancellationToken)
    {
        if (await TakeAsync(account, cancellationToken) is { } limited) return limited;
        string? openId = await db.Accounts.Where(one => one.Id == account && one.DeletedAt == null)
            .Select(one => one.OpenId).SingleOrDefaultAsync(cancellationToken);
        if (openId is null) return AccountErrors.SessionEnded;
        return await judge.JudgeAsync(new TypedText(openId, TextScene.Forum, text), cancellationToken) switch
        {
            null => TextJudgement.NotJudged,
            TextVerdict.Risky => MessageErrors.TextRisky,
            TextVerdict.Review => TextJudgement.Questionable,
            _ => TextJudgement.Passed,
        };
    }

    /// <summary>Takes one message out of the account's daily number.</summary>
    public async Task<Error?> TakeAsync(AccountId account, CancellationToken cancellationToken)
    {
        string subject = account.Value.ToString("N", CultureInfo.InvariantCulture);
        return await limiter.TakeAsync(Kind, subject, PerDay, TimeSpan.FromDays(1), cancellationToken) is { } wait
            ? TicketErrors.DailyLimit.After(wait)
            : null;
    }
}

internal static class OwnTickets
{
    /// <summary>The account's own ticket; another's is as good as none.</summary>
    public static async Task<Ticket?> GetOwnAsync(
        this ITickets tickets, TicketId id, AccountId account, CancellationToken cancellationToken) =>
        await tickets.GetAsync(id, cancellationToken) is { } ticket && ticket.AccountId == account ? ticket : null;
}
