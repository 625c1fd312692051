namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>Something that rests on an RSA key.</summary>
internal interface IRsaKey : IDisposable
{
    /// <summary>The key's length in bits.</summary>
    int Bits { get; }
}
