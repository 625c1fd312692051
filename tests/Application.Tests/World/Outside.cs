using System.Collections.Concurrent;
using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Application.Tests.World;

/// <summary>WeChat's login at its port: a code is the openid, a phone code the number.</summary>
internal sealed class WeChatLoginStandIn : IWeChatLogin
{
    public Task<Result<string>> ExchangeLoginCodeAsync(string loginCode, CancellationToken cancellationToken) =>
        Task.FromResult<Result<string>>(loginCode);

    public Task<Result<string>> GetPhoneNumberAsync(string phoneCode, string openId, CancellationToken cancellationToken) =>
        Task.FromResult<Result<string>>(phoneCode);
}

/// <summary>Subscribe messages at their port: keeps what was sent, and may refuse.</summary>
internal sealed class MessagesStandIn : ISubscribeMessages
{
    public ConcurrentQueue<SubscribeMessage> Sent { get; } = new();

    public Error? Refusal { get; set; }

    public Task<Result> SendAsync(SubscribeMessage message, CancellationToken cancellationToken)
    {
        if (Refusal is { } refusal) return Task.FromResult<Result>(refusal);
        Sent.Enqueue(message);
        return Task.FromResult(Result.Ok);
    }
}

/// <summary>WeChat's judgement of texts at its port: texts with 违规 are risky.</summary>
internal sealed class TextsStandIn : ITextSafety
{
    public ConcurrentQueue<TypedText> Judged { get; } = new();

    public Error? Refusal { get; set; }

    public Task<Result<TextVerdict>> JudgeAsync(TypedText text, CancellationToken cancellationToken)
    {
        Judged.Enqueue(text);
        return Task.FromResult<Result<TextVerdict>>(
            Refusal is { } refusal ? refusal
            : text.Content.Contains("违规", StringComparison.Ordinal) ? TextVerdict.Risky
            : text.Content.Contains("可疑", StringComparison.Ordinal) ? TextVerdict.Review
            : TextVerdict.Pass);
    }
}

/// <summary>Receivers of webhooks at their port, which take everything; secrets are counted.</summary>
internal sealed class WebhookReceiverStandIn : IWebhookSender
{
    private int _secrets;

    public bool MaySendTo(string url) => url.StartsWith("https://", StringComparison.Ordinal);

    public string NewSecret() => $"whsec_{Interlocked.Increment(ref _secrets).ToString(CultureInfo.InvariantCulture)}";

    public Task<WebhookAnswer> SendAsync(ClaimedDelivery delivery, CancellationToken cancellationToken) =>
        Task.FromResult(new WebhookAnswer(200, null, TimeSpan.FromMilliseconds(5)));
}

/// <summary>Shipping information at its port: keeps what was uploaded, and may refuse.</summary>
internal sealed class ShippingStandIn : IShippingInformation
{
    public ConcurrentQueue<Shipment> Uploaded { get; } = new();

    public Error? Refusal { get; set; }

    public bool Demanded { get; set; } = true;

    public Task<Result<bool>> IsDemandedAsync(CancellationToken cancellationToken) => Task.FromResult<Result<bool>>(Demanded);

    public Task<Result> UploadAsync(Shipment shipment, CancellationToken cancellationToken)
    {
        if (Refusal is { } refusal) return Task.FromResult<Result>(refusal);
        Uploaded.Enqueue(shipment);
        return Task.FromResult(Result.Ok);
    }

    public Task<Result<ShippingState>> FindAsync(string transactionId, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ShippingState>>(
            Uploaded.Any(one => one.TransactionId == transactionId) ? ShippingState.Shipped : ShippingState.Waiting);

    public Task<Result> ReportPresaleAsync(string transactionId, DateTimeOffset until, CancellationToken cancellationToken) =>
        Task.FromResult(Result.Ok);
}

/// <summary>The first check at its port: passes every photo unless told otherwise. The real one has its own tests.</summary>
internal sealed class PhotoCheckerStandIn : IPhotoChecker
{
    private int _checks;

    public Error? Refusal { get; set; }

    public bool Passes { get; set; } = true;

    public int Checks => _checks;

    public int Places => 1;

    public Task LoadAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<Result<PhotoCheck>> CheckAsync(Stream photo, PhotoSpecification specification, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _checks);
        if (Refusal is { } refusal) return refusal;
        using var bytes = new MemoryStream();
        await photo.CopyToAsync(bytes, cancellationToken);
        CheckItem item = new(
            "sharpness.face", CheckSeverity.Block, Passes ? CheckVerdict.Pass : CheckVerdict.Fail, 1, 0, null, "", new LocalizedText("清晰度", "Sharpness"), null);
        return new PhotoCheck(
            new CheckReport(specification.Id, specification.Version, [item]), "image/jpeg", 480, 640,
            Passes ? System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"standardised {bytes.Length}")) : null);
    }
}
