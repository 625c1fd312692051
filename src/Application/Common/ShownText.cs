using CampusPhoto.Domain.Common;

namespace CampusPhoto.Application.Common;

/// <summary>A text that a caller is shown in one language: the one the caller asked for.</summary>
/// <param name="Text">The text in both languages.</param>
public readonly record struct ShownText(LocalizedText Text);
