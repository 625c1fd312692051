using System.Text;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>
/// The texts that WeChat Pay v3 signatures are made over: each part followed by a line feed, the body byte for byte.
/// </summary>
internal static class PayMessage
{
    /// <summary>What a merchant signs in a request.</summary>
    public static byte[] OfRequest(string method, string pathAndQuery, string timestamp, string nonce, ReadOnlySpan<byte> body) =>
        Join($"{method}\n{pathAndQuery}\n{timestamp}\n{nonce}\n", body);

    /// <summary>What WeChat signs in an answer or a notification.</summary>
    public static byte[] OfWeChat(string timestamp, string nonce, ReadOnlySpan<byte> body) =>
        Join($"{timestamp}\n{nonce}\n", body);

    /// <summary>What a merchant signs for <c>wx.requestPayment</c>.</summary>
    public static byte[] OfClientPayment(string appId, string timestamp, string nonce, string package) =>
        Encoding.UTF8.GetBytes($"{appId}\n{timestamp}\n{nonce}\n{package}\n");

    private static byte[] Join(string head, ReadOnlySpan<byte> body)
    {
        var length = Encoding.UTF8.GetByteCount(head);
        var message = new byte[length + body.Length + 1];
        Encoding.UTF8.GetBytes(head, message);
        body.CopyTo(message.AsSpan(length));
        message[^1] = (byte)'\n';
        return message;
    }
}
