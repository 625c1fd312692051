namespace CampusPhoto.Infrastructure.Tests.World;

/// <summary>Damages a text one character at a time.</summary>
internal static class Flip
{
    /// <summary>The text with each of its characters replaced in turn.</summary>
    public static IEnumerable<string> EachCharacter(string text) => Enumerable.Range(0, text.Length).Select(place =>
        string.Concat(text.AsSpan(0, place), text[place] == 'A' ? "Q" : "A", text.AsSpan(place + 1)));
}
