namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>A collection code that was issued for a student.</summary>
internal sealed record StudentCode(string UniqueNumber, string Text);
