namespace CampusPhoto.Infrastructure.Persistence.Encryption;

/// <summary>The keys that hide personal data, section <c>PersonalData</c>.</summary>
internal sealed class PersonalDataOptions
{
    public const string Section = "PersonalData";

    /// <summary>Encryption keys by id (1 to 16 of <c>[A-Za-z0-9_-]</c>), each 32 bytes in base64. Old ones stay for reading.</summary>
    public Dictionary<string, string> Keys { get; } = [];

    /// <summary>Id of the key that encrypts from now on.</summary>
    public string CurrentKey { get; set; } = "";

    /// <summary>Key of the look-up hashes, 32 bytes in base64. It cannot be changed without hashing everything anew.</summary>
    public string HashKey { get; set; } = "";
}
