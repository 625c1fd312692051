using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Tests.Shared;

namespace CampusPhoto.Infrastructure.Tests.WeChat;

public sealed class StandInTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Production", "http://127.0.0.1:0")]
    [InlineData("Development", "http://0.0.0.0:0")]
    [InlineData("Development", "http://*:0")]
    [InlineData("Development", "http://127.0.0.1:0;http://192.0.2.1:0")]
    public async Task The_stand_in_refuses_Production_and_other_machines(string environment, string urls)
    {
        var command = StandInProcess.Command("--environment", environment, "--urls", urls);
        command.RedirectStandardError = true;
        using var process = Process.Start(command)!;
        var words = await process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);

        process.ExitCode.ShouldBe(2);
        words.ShouldContain("stand-in");
    }

    [Fact]
    public async Task The_stand_in_keeps_its_keys_over_a_restart_when_it_is_given_a_file()
    {
        var folder = Directory.CreateTempSubdirectory("campusphoto-");
        try
        {
            var option = $"--StandIn:KeyFile={Path.Combine(folder.FullName, "keys.json")}";
            var first = await KeysAsync(option);
            (await KeysAsync(option)).ShouldBe(first);
            (await KeysAsync()).ShouldNotBe(first);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_stand_in_keeps_its_ledger_over_a_kill_when_it_is_given_a_file()
    {
        await using var weChat = new WeChatFixture();
        var folder = Directory.CreateTempSubdirectory("campusphoto-");
        try
        {
            string[] options = [$"--StandIn:KeyFile={Path.Combine(folder.FullName, "keys.json")}", $"--StandIn:LedgerFile={Path.Combine(folder.FullName, "ledger.jsonl")}"];
            await weChat.InitializeAsync(options);
            var paid = WeChatFixture.Charge(weChat.NewNumber());
            await weChat.PayAsync(paid);
            var fact = (await weChat.NextNotificationAsync()).Result.Value.Charge!.Fact!;
            var refund = new RefundRequest("main", fact.TransactionId, $"R{paid.OutTradeNo}-01", 1000, 2500, null);
            (await weChat.Gateway.RefundAsync(refund, Token)).Succeeded.ShouldBeTrue();
            var open = WeChatFixture.Charge(weChat.NewNumber());
            var parameters = await weChat.OpenAsync(open);
            var before = await BooksAsync(weChat.StandIn);

            await weChat.StandIn.KillAsync();
            await File.AppendAllTextAsync(Path.Combine(folder.FullName, "ledger.jsonl"), "{\"half a li", Token);
            await using var again = new StandInProcess();
            await again.StartAsync(options);
            (await BooksAsync(again)).ShouldBe(before);
            (await again.PayAsync(parameters, open.PayerOpenId, "success", Token)).Accepted.ShouldBeTrue("its prepay id still leads to it");
            await again.PostAsync("/sim/reset", new { }, Token);
            (await again.ListAsync("charges", Token)).ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Its_document_names_every_fault_that_it_has()
    {
        await using var standIn = new StandInProcess();
        await standIn.StartAsync();
        using var refused = await standIn.Http.PostAsJsonAsync("/sim/faults", new { name = "nothing-like-it" }, Token);
        var known = (await refused.Content.ReadFromJsonAsync<JsonObject>(Token))!["known"]!.AsArray().Select(name => (string)name!).ToHashSet();
        var document = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "wechat-stand-in.md"), Token);
        var named = document[document.IndexOf("## Faults", StringComparison.Ordinal)..].Split('`').Where((_, at) => at % 2 == 1).ToHashSet();
        var calls = named.Where(name => !name.StartsWith('-') && named.Any(kind => kind.StartsWith('-') && known.Contains(name + kind))).ToArray();
        var told = named.Where(known.Contains).Concat(calls.SelectMany(call => named.Where(kind => kind.StartsWith('-')).Select(kind => call + kind)));
        told.ShouldBe(known, ignoreOrder: true);
        named.Except(known).Except(calls).Where(name => !name.StartsWith('-')).ShouldBeEmpty("the document names faults that are not there");
    }

    // A refund ends in its own time, so its state is left out.
    private static async Task<string> BooksAsync(StandInProcess standIn) => string.Join('\n', [
        .. (await standIn.ListAsync("charges", Token)).Select(one => $"{one["outTradeNo"]} {one["total"]} {one["transactionId"]} {one["state"]} {one["payer"]} {one["refunded"]}"),
        .. (await standIn.ListAsync("refunds", Token)).Select(one => $"{one["outRefundNo"]} {one["createdAt"]}"),
    ]);

    private static async Task<string?> KeysAsync(params string[] options)
    {
        await using var standIn = new StandInProcess();
        await standIn.StartAsync(options);
        var configuration = await standIn.ConfigurationAsync("http://127.0.0.1:5080", Token);
        return configuration["WeChat:Merchants:main:PrivateKeyPem"];
    }
}
