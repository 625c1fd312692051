using Microsoft.Extensions.Logging;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>What is told about calls to and from WeChat: our numbers, WeChat's request ids and codes, nothing about people.</summary>
internal static partial class WeChatLog
{
    [LoggerMessage(4001, LogLevel.Error, "Account {Account}: an answer {Status} does not carry WeChat Pay's signature ({Verdict}), request {RequestId}")]
    public static partial void AnswerNotGenuine(
        this ILogger logger, string account, SignatureVerdict verdict, int status, string requestId);

    [LoggerMessage(4002, LogLevel.Warning, "Account {Account}: {Call} of {OutTradeNo} did not reach WeChat Pay: {Reason}")]
    public static partial void PayUnreachable(
        this ILogger logger, string account, string call, string outTradeNo, string reason);

    [LoggerMessage(4003, LogLevel.Warning, "Account {Account}: {Call} of {OutTradeNo} was answered {Status} {Code}, request {RequestId}")]
    public static partial void PayRefused(
        this ILogger logger, string account, string call, string outTradeNo, int status, string code, string requestId);

    [LoggerMessage(4004, LogLevel.Error, "Account {Account}: the answer to {Call} of {OutTradeNo} cannot be used: {Fault}, request {RequestId}")]
    public static partial void PayAnswerUnusable(
        this ILogger logger, string account, string call, string outTradeNo, string fault, string requestId);

    [LoggerMessage(4005, LogLevel.Error, "Account {Account}: charge {OutTradeNo} is in a state that is not known here")]
    public static partial void UnknownTradeState(this ILogger logger, string account, string outTradeNo);

    [LoggerMessage(4006, LogLevel.Error, "Account {Account}: a platform key cannot be used: {Fault}")]
    public static partial void PlatformKeyUnreadable(this ILogger logger, string account, string fault);

    [LoggerMessage(4007, LogLevel.Information, "Account {Account}: platform certificates were fetched: {Serials}")]
    public static partial void CertificatesFetched(this ILogger logger, string account, string serials);

    [LoggerMessage(4008, LogLevel.Error, "Account {Account}: the bill of {Day} cannot be used: {Fault}")]
    public static partial void BillUnusable(this ILogger logger, string account, DateOnly day, string fault);

    [LoggerMessage(4009, LogLevel.Error, "WeChat's clock is {Seconds} seconds ahead of ours; from 300 on nothing is accepted. Check NTP")]
    public static partial void ClockDiffers(this ILogger logger, long seconds);

    [LoggerMessage(4013, LogLevel.Information, "Our clock and WeChat's agree again")]
    public static partial void ClockAgrees(this ILogger logger);

    [LoggerMessage(4010, LogLevel.Debug, "Account {Account}: a notification was refused quietly ({Verdict})")]
    public static partial void NotificationProbe(this ILogger logger, string account, SignatureVerdict verdict);

    [LoggerMessage(4011, LogLevel.Warning, "Account {Account}: a notification was refused: {Reason}")]
    public static partial void NotificationRefused(this ILogger logger, string account, string reason);

    [LoggerMessage(4012, LogLevel.Error, "Account {Account}: a genuine notification {NotificationId} cannot be read: {Fault}")]
    public static partial void NotificationUnreadable(this ILogger logger, string account, string notificationId, string fault);

    [LoggerMessage(4020, LogLevel.Warning, "Mini-program call {Call} was answered errcode {ErrCode}, rid {Rid}")]
    public static partial void ApiRefused(this ILogger logger, string call, int errCode, string rid);

    [LoggerMessage(4021, LogLevel.Warning, "Mini-program call {Call} did not reach WeChat: {Reason}")]
    public static partial void ApiUnreachable(this ILogger logger, string call, string reason);

    [LoggerMessage(4022, LogLevel.Error, "The answer to mini-program call {Call} cannot be used: {Fault}")]
    public static partial void ApiAnswerUnusable(this ILogger logger, string call, string fault);

    [LoggerMessage(4023, LogLevel.Information, "A new access token was fetched; it is renewed at {RenewAt}")]
    public static partial void TokenFetched(this ILogger logger, DateTimeOffset renewAt);
}
