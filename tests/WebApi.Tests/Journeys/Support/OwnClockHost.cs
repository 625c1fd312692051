namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>A host of their own for those who put the clock forward.</summary>
public sealed class OwnClockHost : JourneyHost;
