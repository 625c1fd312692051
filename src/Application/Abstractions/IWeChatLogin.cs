using CampusPhoto.Domain.Common;

namespace CampusPhoto.Application.Abstractions;

/// <summary>Who a mini-program's user is, by WeChat.</summary>
public interface IWeChatLogin
{
    /// <summary>Exchanges a single-use login code (five minutes) for the user's openid. Never retried.</summary>
    /// <returns>The openid, or <c>auth.login_code_invalid</c>, <c>auth.user_blocked</c>, <c>wechat.unavailable</c>.</returns>
    Task<Result<string>> ExchangeLoginCodeAsync(string loginCode, CancellationToken cancellationToken);

    /// <summary>Exchanges a single-use phone code (five minutes) for the user's verified phone number. Never retried.</summary>
    /// <returns>
    /// The number without country code (digits), or <c>auth.phone_code_invalid</c>, <c>wechat.unavailable</c>.
    /// </returns>
    Task<Result<string>> GetPhoneNumberAsync(string phoneCode, string openId, CancellationToken cancellationToken);
}
