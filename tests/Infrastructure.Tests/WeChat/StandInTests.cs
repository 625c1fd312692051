using System.Diagnostics;
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

    private static async Task<string?> KeysAsync(params string[] options)
    {
        await using var standIn = new StandInProcess();
        await standIn.StartAsync(options);
        var configuration = await standIn.ConfigurationAsync("http://127.0.0.1:5080", Token);
        return configuration["WeChat:Merchants:main:PrivateKeyPem"];
    }
}
