using System.Security.Cryptography;

namespace CampusPhoto.WeChatStandIn;

internal static class RandomText
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static string Of(int length) => RandomNumberGenerator.GetString(Alphanumeric, length);

    public static string Digits(int length) => RandomNumberGenerator.GetString("0123456789", length);

    public static string OpenId() => "o" + Of(27);
}
