namespace CampusPhoto.Domain.Common;

/// <summary>
/// A keyed hash (HMAC-SHA-256, 64 lower-case hexadecimal digits) of a personal value. It tells whether two values are
/// equal without holding either.
/// </summary>
/// <param name="Value">The hexadecimal digits.</param>
public readonly record struct KeyedHash(string Value)
{
    /// <summary>The length of every hash, in characters.</summary>
    public const int Length = 64;
}
