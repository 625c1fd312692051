namespace CampusPhoto.Domain.Common;

/// <summary>A text for people, in Chinese and in English.</summary>
/// <param name="Zh">Simplified Chinese, as a student reads it.</param>
/// <param name="En">English.</param>
public sealed record LocalizedText(string Zh, string En);
