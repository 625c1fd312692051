namespace CampusPhoto.Infrastructure.Persistence.Configurations;

/// <summary>Bounds of text columns that the domain does not bound itself.</summary>
internal static class TextLengths
{
    public const int AgreementVersion = 64;
    public const int AppId = 32;
    public const int CheckReport = 32_000;
    public const int ContentType = 100;
    public const int Currency = 8;
    public const int DataProtectionXml = 8_000;
    public const int Device = 60;
    public const int EventName = 100;
    public const int EventPayload = 4_000;
    public const int HandlerName = 200;
    public const int IdempotencyAnswer = 32_000;
    public const int MerchantAccount = 64;
    public const int MerchantId = 32;
    public const int Phone = 20;
    public const int PixelOperations = 4_000;
    public const int PhotoKey = 32;
    public const int PlatformSerial = 64;
    public const int PrepayId = 128;
    public const int Sha256 = 64;
    public const int SpecificationDocument = 16_000;
    public const int SpecificationId = 64;
    public const int TemplateId = 128;
    public const int TransactionId = 64;
}
