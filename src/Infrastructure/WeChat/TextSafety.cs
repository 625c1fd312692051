using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Messages;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>msgSecCheck, version 2.</summary>
internal sealed class TextSafety(MiniProgramCalls calls) : ITextSafety
{
    public async Task<Result<TextVerdict>> JudgeAsync(TypedText text, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Content.Length, TypedText.MaxLength);
        var body = new TextBody(text.Content, 2, NumberOf(text.Scene), text.OpenId);

        // Somebody waits for it, and goes on without: one try.
        var sent = await calls.SendOnceAsync<TextAnswer>("msg_sec_check", "/wxa/msg_sec_check", body, cancellationToken);
        if (sent.Error is { } error) return error;
        return sent.Value switch
        {
            { Errcode: null or 0, Result.Suggest: "pass" } => TextVerdict.Pass,
            { Errcode: null or 0, Result.Suggest: "risky" } => TextVerdict.Risky,
            { Errcode: null or 0, Result.Suggest: not null } => TextVerdict.Review,
            { Errcode: WeChatErrorCode.AuthorNotActive } => MessageErrors.AuthorNotActive,
            _ => LoginErrors.WeChatUnavailable,
        };
    }

    private static int NumberOf(TextScene scene) => scene switch
    {
        TextScene.Profile => 1,
        TextScene.Comment => 2,
        TextScene.Forum => 3,
        _ => 4,
    };
}
