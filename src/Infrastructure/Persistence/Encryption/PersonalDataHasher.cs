using System.Security.Cryptography;
using System.Text;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Persistence.Encryption;

/// <summary>HMAC-SHA-256 over the kind of value and the value.</summary>
internal sealed class PersonalDataHasher(IOptions<PersonalDataOptions> options) : IPersonalDataHasher
{
    private readonly byte[] _key = Convert.FromBase64String(options.Value.HashKey);

    private readonly Lazy<FingerprintKey> _fingerprints = new(() => new FingerprintKey(Convert.FromBase64String(options.Value.HashKey)));

    public KeyedHash Hash(PersonalValue kind, string value)
    {
        byte[] input = Encoding.UTF8.GetBytes($"{PurposeOf(kind)}\n{value.Trim()}");
        return new KeyedHash(Convert.ToHexStringLower(HMACSHA256.HashData(_key, input)));
    }

    public PhotoFingerprint Hash(PhotoFingerprint print) => _fingerprints.Value.Hide(print);

    private static string PurposeOf(PersonalValue kind) => kind switch
    {
        PersonalValue.UniqueNumber => "unique-number",
        PersonalValue.Phone => "phone",
        PersonalValue.RecoveryCode => "recovery-code",
        PersonalValue.BankCard => "bank-card",
        PersonalValue.NetworkAddress => "network-address",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of personal value."),
    };
}
