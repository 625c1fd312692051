using System.Xml.Linq;
using CampusPhoto.Infrastructure.Persistence.Encryption;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Security;

/// <summary>Encrypts the framework's key ring with the keys of personal data; by default it would lie in the clear.</summary>
internal sealed class KeyRingEncryptor(PersonalDataCipher cipher) : IXmlEncryptor
{
    public const string Purpose = "data_protection.key";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(
        new XElement("encryptedKey", cipher.Encrypt(plaintextElement.ToString(SaveOptions.DisableFormatting), Purpose)),
        typeof(KeyRingDecryptor));
}

/// <summary>
/// Decrypts the key ring. The framework makes it by its full name, which stands beside each stored key: it must not be
/// renamed or moved.
/// </summary>
internal sealed class KeyRingDecryptor(IServiceProvider services) : IXmlDecryptor
{
    private readonly PersonalDataCipher _cipher = services.GetRequiredService<PersonalDataCipher>();

    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(_cipher.Decrypt(encryptedElement.Value, KeyRingEncryptor.Purpose));
}
