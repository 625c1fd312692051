using CampusPhoto.Infrastructure.Persistence.Encryption;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CampusPhoto.Infrastructure.Persistence.Conversions;

/// <summary>Keeps a text encrypted, bound to the purpose of its column.</summary>
internal sealed class EncryptedStringConverter(PersonalDataCipher cipher, string purpose)
    : ValueConverter<string, string>(
        clear => cipher.Encrypt(clear, purpose),
        hidden => cipher.Decrypt(hidden, purpose));
