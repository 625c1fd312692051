namespace CampusPhoto.Infrastructure.Tests.World;

/// <summary>Damages a text one character at a time.</summary>
internal static class Flip
{
    private const string Base64Url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>The text with each of its characters replaced in turn.</summary>
    public static IEnumerable<string> EachCharacter(string text) =>
        Enumerable.Range(0, text.Length).Select(place => Replace(text, place, text[place] == 'A' ? 'Q' : 'A'));

    /// <summary>
    /// The text with the character at that place replaced by every other one of base64url. The last character of such a
    /// text has bits that stand for nothing, so that several texts may mean the same bytes.
    /// </summary>
    public static IEnumerable<string> Character(string text, int place) =>
        Base64Url.Where(other => other != text[place]).Select(other => Replace(text, place, other));

    private static string Replace(string text, int place, char other) =>
        string.Concat(text.AsSpan(0, place), [other], text.AsSpan(place + 1));
}
