using System.Diagnostics;
using CampusPhoto.Tests.Shared;

namespace CampusPhoto.Infrastructure.Tests.WeChat;

/// <summary>The stand-in against another implementation of WeChat Pay v3 (npm wechatpay-axios-plugin).</summary>
public sealed class IndependentClientTests
{
    private static readonly string[] Checked =
    [
        "prepay is signed as WeChat wants and its answer is signed as WeChat signs",
        "prepay may be repeated with equal facts only",
        "the payer's phone takes its paySign",
        "the payment's notification is verified and decrypted",
        "a charge is asked for by either number",
        "a charge is closed, answered 204 with a signature over nothing; a paid one is not",
        "the refund's notification is verified and decrypted",
        "a refund is asked for, told of, and not made twice",
        "platform certificates are opened by the APIv3 key",
        "both sides open what the other encrypts",
        "the trade bill has its digest and is read",
        "the fund-flow bill has its digest and is read",
        "pushed events are signed, and opened by the key of the safe mode",
        "forged, stale and unreadable notifications are refused, and their genuine repeats are taken",
        "an answer with a wrong signature is refused",
    ];

    [Fact]
    public async Task Another_implementation_agrees_with_the_stand_in()
    {
        var folder = Path.Combine(Repository.Root, "eng", "wechatpay");
        Directory.Exists(Path.Combine(folder, "node_modules")).ShouldBeTrue("It is not there: npm ci --prefix eng/wechatpay --ignore-scripts");
        await using var standIn = new StandInProcess();
        await standIn.StartAsync();

        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, "check.mjs"), standIn.Address.ToString().TrimEnd('/')])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var words = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var faults = await node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);

        (await words).Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(Checked.Select(what => $"ok {what}"), faults);
        node.ExitCode.ShouldBe(0, faults);
    }
}
