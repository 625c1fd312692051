using CampusPhoto.WebApi.Tests.Journeys.Support;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(StormsFirst))]

namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>Begins with the tests that take minutes, so that the others run beside them and none of them is waited for at the end.</summary>
public sealed class StormsFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [nameof(CrashTests), nameof(NodesTests)];

    /// <inheritdoc />
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => IsShort(collection))];

    private static bool IsShort(ITestCollection collection) =>
        !Long.Any(name => collection.TestCollectionDisplayName.Contains($".{name} ", StringComparison.Ordinal));
}
