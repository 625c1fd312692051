using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace CampusPhoto.Infrastructure.Persistence.Moving;

/// <summary>
/// What a table holds, in a form that does not depend on the engine nor on the order of the rows: their number and the
/// sum of their SHA-256 hashes.
/// </summary>
internal sealed class TableDigest
{
    private readonly ulong[] _sum = new ulong[SHA256.HashSizeInBytes / sizeof(ulong)];

    public long Rows { get; private set; }

    public bool Equals(TableDigest other) => Rows == other.Rows && _sum.AsSpan().SequenceEqual(other._sum);

    public void Add(IEnumerable<object?> row)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
            foreach (object? value in row) Write(writer, value);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), hash);
        Span<ulong> parts = MemoryMarshal.Cast<byte, ulong>(hash);
        for (int part = 0; part < parts.Length; part++) _sum[part] += parts[part];
        Rows++;
    }

    // Each value begins with its kind and has its length in it, so that no two rows are written alike.
    private static void Write(BinaryWriter writer, object? value)
    {
        writer.Write((byte)(value is null ? TypeCode.Empty : Type.GetTypeCode(value.GetType())));
        switch (value)
        {
            case null: break;
            case string text: writer.Write(text); break;
            case bool flag: writer.Write(flag); break;
            case int number: writer.Write(number); break;
            case long number: writer.Write(number); break;
            case double number: writer.Write(number); break;
            case DateTime time: writer.Write(time.Ticks); break;
            case Guid id: writer.Write(id.ToByteArray()); break;
            case byte[] bytes: writer.Write(bytes.Length); writer.Write(bytes); break;
            default: throw new NotSupportedException($"Values of {value.GetType()} are not compared yet.");
        }
    }
}
