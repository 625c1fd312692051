using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.WebApi.Tests.Journeys.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>
/// Notifications that are not WeChat's: none is accepted and nothing is written. <c>CAMPUSPHOTO_FORGERIES</c> tells how
/// many: 500 unless told, 10 000 before a release.
/// </summary>
public sealed class ForgedNotificationTests(OwnClockHost host) : IClassFixture<OwnClockHost>
{
    private const int Kinds = 12;
    private const string SignTest = "WECHATPAY/SIGNTEST/";

    /// <summary>What the stand-in, which has WeChat's keys, can spoil.</summary>
    private static readonly string[] Spoilt =
    [
        "notify-wrong-signature", "notify-body-altered", "notify-signtest", "notify-undecodable-signtest",
        "notify-undecodable-signature", "notify-unknown-serial", "notify-stale", "notify-future", "notify-wrong-apiv3-key",
        "notify-wrong-aad", "notify-truncated-ciphertext",
    ];

    private static readonly int Forgeries = int.Parse(
        Environment.GetEnvironmentVariable("CAMPUSPHOTO_FORGERIES") ?? "500", CultureInfo.InvariantCulture);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_all_forgeries_none_is_accepted_and_nothing_is_written()
    {
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(JourneyHost.FeatureCode);
        var payment = (await student.StartPaymentAsync(order.Id)).Ok();
        await host.WeChat.FaultAsync("notify-lost", Now, outTradeNo: payment["outTradeNo"]);
        await student.PayOnPhoneAsync(payment);
        var told = (await host.WeChat.ListAsync($"notifications?outTradeNo={payment["outTradeNo"]}", Now)).Single();
        var before = await RowsAsync();

        var forger = new Forger(new Random(20261125), (string)host.WeChat.Address.ToString());
        var genuine = await SealedAsync(told);
        for (var i = 0; i < Forgeries; i++)
        {
            if (i % 500 == 499) genuine = await SealedAsync(told);
            var spoilt = i % Kinds == 0 ? await SealedAsync(told, Spoilt[i / Kinds % Spoilt.Length]) : genuine;
            var (kind, forged) = forger.Forge(i % Kinds, spoilt);
            var status = await SendAsync(forged);
            ((int)status).ShouldBeInRange(400, 499, $"forgery {i}: {kind}");
        }

        (await RowsAsync()).ShouldBe(before);
        (await student.OrderAsync(order.Id))["status"].ShouldBe("PendingPayment");

        // The very message that was forged so often is taken when it is left alone.
        (await SendAsync(await SealedAsync(told))).ShouldBe(HttpStatusCode.NoContent);
        (await student.OrderAsync(order.Id))["status"].ShouldBe("PendingReview");
        (await RowsAsync()).ShouldNotBe(before);
    }

    private async Task<Message> SealedAsync(JsonObject told, string? fault = null)
    {
        var made = (await host.WeChat.Http.GetFromJsonAsync<JsonObject>($"/sim/notifications/{told["id"]}/message?fault={fault}", Now))!;
        return new Message(
            "main", Convert.FromBase64String((string)made["body"]!), (string)made["timestamp"]!, (string)made["nonce"]!,
            (string)made["signature"]!, (string)made["serial"]!);
    }

    private async Task<HttpStatusCode> SendAsync(Message message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/payments/wechat/{message.Account}/notifications");
        request.Content = new ByteArrayContent(message.Body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        Add("Wechatpay-Timestamp", message.Timestamp);
        Add("Wechatpay-Nonce", message.Nonce);
        Add("Wechatpay-Signature", message.Signature);
        Add("Wechatpay-Serial", message.Serial);
        using var answer = await host.Http.SendAsync(request, Now);
        return answer.StatusCode;

        void Add(string name, string? value)
        {
            if (value is not null) request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }
    }

    /// <summary>Everything that is stored, once nothing is under way any more.</summary>
    private async Task<string> RowsAsync()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var start = TimeProvider.System.GetTimestamp();
        while (await db.OutboxMessages.AnyAsync(message => message.ProcessedAt == null, Now))
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(60));

        await db.Database.OpenConnectionAsync(Now);
        var all = new StringBuilder();
        foreach (var table in db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Where(name => name != "Leases").Distinct().Order(StringComparer.Ordinal))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync(Now);
            List<string> lines = [];
            while (await rows.ReadAsync(Now))
                lines.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(column => Text(rows.GetValue(column)))));
            all.Append(table).Append(' ').Append(lines.Count).Append(' ').AppendJoin('\n', lines.Order(StringComparer.Ordinal)).Append('\n');
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())));

        static string Text(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
    }

    private sealed record Message(string Account, byte[] Body, string? Timestamp, string? Nonce, string? Signature, string? Serial);

    /// <summary>Makes of a genuine message one that is not, without WeChat's keys.</summary>
    private sealed class Forger(Random random, string place)
    {
        private readonly RSA _own = RSA.Create(2048);

        public (string Kind, Message Forged) Forge(int kind, Message genuine) => kind switch
        {
            0 => ("spoilt with WeChat's keys", genuine),
            1 => ("a bit of the body", genuine with { Body = Flipped(genuine.Body) }),
            2 => ("a character of the signature", genuine with { Signature = Changed(genuine.Signature!, 300) }),
            3 => ("another nonce", genuine with { Nonce = Changed(genuine.Nonce!, genuine.Nonce!.Length) }),
            4 => ("another time", genuine with { Timestamp = $"{long.Parse(genuine.Timestamp!, CultureInfo.InvariantCulture) + 1 + random.Next(600)}" }),
            5 => ("another serial", genuine with { Serial = random.Next(2) == 0 ? $"PUB_KEY_ID_{random.Next()}" : Convert.ToHexString(Bytes(20)) }),
            6 => ("a probe", genuine with { Signature = SignTest + Convert.ToBase64String(Bytes(240))[random.Next(4)..] }),
            7 => ("an undecodable signature", genuine with { Signature = genuine.Signature![..random.Next(1, 300)] + "*" }),
            8 => ("a missing header", Without(genuine, random.Next(4))),
            9 => ("signed and sealed by somebody else", Signed(genuine)),
            10 => ("another account", genuine with { Account = random.Next(2) == 0 ? "second" : $"nobody{random.Next()}" }),
            _ => ("another body", genuine with { Body = random.Next(3) switch { 0 => [], 1 => Bytes(random.Next(1, 70_000)), _ => "{\"id\":1}"u8.ToArray() } }),
        };

        private static Message Without(Message message, int header) => header switch
        {
            0 => message with { Timestamp = null },
            1 => message with { Nonce = null },
            2 => message with { Signature = null },
            _ => message with { Serial = null },
        };

        private byte[] Bytes(int count)
        {
            var bytes = new byte[count];
            random.NextBytes(bytes);
            return bytes;
        }

        private byte[] Flipped(byte[] body)
        {
            var flipped = body.ToArray();
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
            return flipped;
        }

        private string Changed(string text, int within)
        {
            var at = random.Next(Math.Min(within, text.Length));
            return text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..];
        }

        /// <summary>A payment of one fen, as somebody would make it who knows everything but the keys.</summary>
        private Message Signed(Message genuine)
        {
            var nonce = "123456789012"u8.ToArray();
            var clear = JsonSerializer.SerializeToUtf8Bytes(new { out_trade_no = "000015-1", trade_state = "SUCCESS", amount = new { total = random.Next(1, 100) }, place });
            var ciphertext = new byte[clear.Length];
            var tag = new byte[16];
            using var aes = new AesGcm(Bytes(32), 16);
            aes.Encrypt(nonce, clear, ciphertext, tag, "transaction"u8);
            var body = JsonSerializer.SerializeToUtf8Bytes(new
            {
                id = "1",
                event_type = "TRANSACTION.SUCCESS",
                resource = new
                {
                    original_type = "transaction",
                    algorithm = "AEAD_AES_256_GCM",
                    ciphertext = Convert.ToBase64String([.. ciphertext, .. tag]),
                    associated_data = "transaction",
                    nonce = "123456789012",
                },
            });
            byte[] message = [.. Encoding.UTF8.GetBytes($"{genuine.Timestamp}\n{genuine.Nonce}\n"), .. body, (byte)'\n'];
            var signature = _own.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return genuine with { Body = body, Signature = Convert.ToBase64String(signature) };
        }
    }
}
