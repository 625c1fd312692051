using System.Security.Cryptography;
using System.Text;
using CampusPhoto.Infrastructure.Persistence.Encryption;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Audit;

/// <summary>
/// The hashes of the chain: HMAC-SHA-256 under a key that is derived from <c>PersonalData:HashKey</c>, so that who can
/// write to the database, but not run the program, can forge none.
/// </summary>
internal sealed class AuditHashes(IOptions<PersonalDataOptions> options)
{
    /// <summary>What the first entry has as the hash before it.</summary>
    public const string Genesis = "";

    private const int KeyBytes = 32;

    private readonly byte[] _key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Convert.FromBase64String(options.Value.HashKey), KeyBytes, info: "audit-trail"u8.ToArray());

    /// <summary>Over the entry's content.</summary>
    public string Mac(AuditEntryRow entry) => Of(writer =>
    {
        writer.Write("entry");
        writer.Write(entry.Id.ToByteArray(bigEndian: true));

        // The database keeps whole microseconds.
        writer.Write(entry.At.UtcTicks / TimeSpan.TicksPerMicrosecond);
        writer.Write(entry.By.ToString());
        writer.Write(entry.ById.ToByteArray(bigEndian: true));
        writer.Write(entry.Client ?? "");
        writer.Write(entry.Action);
        writer.Write(entry.SubjectKind);
        writer.Write(entry.Subject);
        writer.Write(entry.Detail);
    });

    /// <summary>Over the entry's place, the hash before it and its content's hash.</summary>
    public string Link(long sequence, string before, string mac) => Of(writer =>
    {
        writer.Write("link");
        writer.Write(sequence);
        writer.Write(before);
        writer.Write(mac);
    });

    /// <summary>Over the chain's end.</summary>
    public string Head(long sequence, string hash) => Of(writer =>
    {
        writer.Write("head");
        writer.Write(sequence);
        writer.Write(hash);
    });

    // The writer puts each text's length before it, so that no two contents are written alike.
    private string Of(Action<BinaryWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true)) write(writer);
        return Convert.ToHexStringLower(HMACSHA256.HashData(_key, bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
    }
}
