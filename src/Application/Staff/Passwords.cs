using System.Buffers.Text;
using System.Security.Cryptography;
using CampusPhoto.Application.Common;
using FluentValidation;

namespace CampusPhoto.Application.Staff;

internal static class Passwords
{
    public const int MinLength = 12;
    public const int MaxLength = 128;
    private const int SecretBytes = 18;

    /// <summary>A random password or client secret of 144 bits.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    public static IRuleBuilderOptions<T, string> IsPassword<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty().MinimumLength(MinLength).MaximumLength(MaxLength)
            .Says("密码应为 12 至 128 个字符。", "A password has 12 to 128 characters.");
}
