using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Application.Abstractions;

/// <summary>What kind of personal value is hashed; equal texts of different kinds give different hashes.</summary>
public enum PersonalValue
{
    /// <summary>学生唯一编号.</summary>
    UniqueNumber,

    /// <summary>Phone number.</summary>
    Phone,

    /// <summary>A recovery code of a second factor.</summary>
    RecoveryCode,
    /// <summary>A bank card with its bank and holder.</summary>
    BankCard,

    /// <summary>Address that requests come from.</summary>
    NetworkAddress,
}

/// <summary>Makes keyed hashes (HMAC-SHA-256), by which personal values are found again without being readable.</summary>
public interface IPersonalDataHasher
{
    /// <summary>The hash of a value after white space around it is dropped.</summary>
    KeyedHash Hash(PersonalValue kind, string value);

    /// <summary>
    /// A photo's fingerprint with its bits turned and moved by the key: distances stay, but without the key the bits say
    /// nothing of the picture.
    /// </summary>
    PhotoFingerprint Hash(PhotoFingerprint print);
}
