using CampusPhoto.Domain.Common;

namespace CampusPhoto.Application.Abstractions;

/// <summary>连通性自检: has WeChat Pay echo a text, which tries keys, signatures, clocks and the notification address.</summary>
public interface IConnectivityTest
{
    /// <summary>Sends a random text, clear and encrypted, and checks what comes back.</summary>
    /// <returns>What was found; or <c>payment.unknown</c> when there is no such account.</returns>
    Task<Result<ConnectivityReport>> RunAsync(string account, CancellationToken cancellationToken);

    /// <summary>A test that was begun before; its notification comes a moment after the answer.</summary>
    /// <returns>The report; or <c>payment.unknown</c>.</returns>
    Task<Result<ConnectivityReport>> FindAsync(string account, Guid test, CancellationToken cancellationToken);

    /// <summary>Records that a test's notification came in.</summary>
    Task RecordEchoAsync(string account, string echo, CancellationToken cancellationToken);
}

/// <summary>What a connectivity test found.</summary>
/// <param name="Test">The test.</param>
/// <param name="Account">Our key of the merchant account.</param>
/// <param name="BegunAt">When it began.</param>
/// <param name="Answered">Whether WeChat took our signature, and we took its.</param>
/// <param name="Decrypted">Whether both sides opened what the other had encrypted.</param>
/// <param name="NotifiedAt">When the notification came in, opened by the APIv3 key; null while it has not.</param>
/// <param name="ClockSkewSeconds">How far WeChat's clock is ahead of ours; null when it did not answer.</param>
/// <param name="AnsweredWith">Serial of the key that signed the answer; null when none did.</param>
/// <param name="Fault">What went wrong, in words for the operator; null when nothing did.</param>
public sealed record ConnectivityReport(
    Guid Test,
    string Account,
    DateTimeOffset BegunAt,
    bool Answered,
    bool Decrypted,
    DateTimeOffset? NotifiedAt,
    int? ClockSkewSeconds,
    string? AnsweredWith,
    string? Fault);
