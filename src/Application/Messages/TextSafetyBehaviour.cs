using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Messages;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Messages;

/// <summary>A request with words that somebody types and somebody else reads in the mini-program or about it.</summary>
public interface ITyped
{
    /// <summary>The words; null when there are none, or when the request is refused for them anyway.</summary>
    TypedWords? Typed { get; }
}

/// <summary>Words and who typed them.</summary>
/// <param name="Text">The words, at most 2500 characters.</param>
/// <param name="Scene">Where they stand.</param>
/// <param name="Student">The student who typed them.</param>
/// <param name="Staff">Or the member of staff.</param>
public sealed record TypedWords(string Text, TextScene Scene, AccountId? Student = null, Guid? Staff = null)
{
    /// <summary>What a student typed; null without words.</summary>
    public static TypedWords? By(AccountId student, string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : new(text, TextScene.Profile, Student: student);

    /// <summary>What a member of staff typed for a student; null without words.</summary>
    public static TypedWords? By(Guid staff, string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : new(text, TextScene.Comment, Staff: staff);
}

/// <summary>
/// Has WeChat judge what people type, before anything is saved. Only a text that WeChat calls risky is refused. One that it
/// wants a person to look at, and one that it cannot judge now, goes on: a person reads it anyway, and work does not stop
/// with WeChat.
/// </summary>
internal sealed class TextSafetyBehaviour<TRequest, TResponse>(TextJudge judge, IReadDb db, IStaffDirectory staff)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : ITyped
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(
        TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        if (request.Typed is not { } typed) return await next(cancellationToken);
        if (await AuthorAsync(typed, cancellationToken) is not { } openId)
        {
            TextJudge.CountUnjudged();
            return await next(cancellationToken);
        }

        TextVerdict? verdict = await judge.JudgeAsync(new TypedText(openId, typed.Scene, typed.Text), cancellationToken);
        return verdict == TextVerdict.Risky
            ? TResponse.Failure(MessageErrors.TextRisky)
            : await next(cancellationToken);
    }

    // WeChat judges in the name of a user of the mini-program. Staff have one where their verified phone has an account.
    private async Task<string?> AuthorAsync(TypedWords typed, CancellationToken cancellationToken)
    {
        if (typed.Student is { } student)
            return await db.Accounts.Where(one => one.Id == student).Select(one => one.OpenId).SingleOrDefaultAsync(cancellationToken);
        if (typed.Staff is not { } member || (await staff.FindAsync(member, cancellationToken))?.PhoneHash is not { } phone) return null;
        return await db.Accounts.Where(one => one.PhoneHash == phone).Select(one => one.OpenId).FirstOrDefaultAsync(cancellationToken);
    }
}
