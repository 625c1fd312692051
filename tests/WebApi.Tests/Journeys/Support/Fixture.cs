using CampusPhoto.WebApi.Tests.Journeys.Support;

[assembly: AssemblyFixture(typeof(JourneyHost))]
