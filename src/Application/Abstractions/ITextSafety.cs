using CampusPhoto.Domain.Common;

namespace CampusPhoto.Application.Abstractions;

/// <summary>Lets WeChat judge texts that people type (msgSecCheck, version 2).</summary>
public interface ITextSafety
{
    /// <summary>Judges one text.</summary>
    /// <returns>
    /// The verdict; or <c>text.author_not_active</c> (WeChat only judges for users who opened the mini-program within two
    /// hours), <c>wechat.unavailable</c>.
    /// </returns>
    Task<Result<TextVerdict>> JudgeAsync(TypedText text, CancellationToken cancellationToken);
}

/// <summary>A text that somebody typed.</summary>
/// <param name="OpenId">Who typed it.</param>
/// <param name="Scene">Where it stands.</param>
/// <param name="Content">The text, at most <see cref="MaxLength"/> characters.</param>
public sealed record TypedText(string OpenId, TextScene Scene, string Content)
{
    /// <summary>Greatest length that WeChat judges.</summary>
    public const int MaxLength = 2500;
}

/// <summary>Where a text stands, in WeChat's words.</summary>
public enum TextScene
{
    /// <summary>资料.</summary>
    Profile,

    /// <summary>评论.</summary>
    Comment,

    /// <summary>论坛.</summary>
    Forum,

    /// <summary>社交日志.</summary>
    Journal,
}

/// <summary>What WeChat suggests to do with a text.</summary>
public enum TextVerdict
{
    /// <summary>It may stand.</summary>
    Pass,

    /// <summary>A person should look at it.</summary>
    Review,

    /// <summary>It must not be shown.</summary>
    Risky,
}
