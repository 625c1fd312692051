using System.Reflection;
using ArchUnitNET.Fluent;
using CampusPhoto.Architecture.Tests.Violations;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace CampusPhoto.Architecture.Tests;

/// <summary>Dependencies point inwards.</summary>
public sealed class LayerTests
{
    // What a layer's assembly may refer to, by the beginning of the name; the compiler writes down what is really used.
    private static readonly string[] BaseLibrary = ["System.Runtime", "System.Collections", "System.Linq", "System.Memory", "System.Text", "System.Threading"];

    private static readonly string[] ForUseCases =
    [
        .. BaseLibrary, "System.Private.Uri", "System.IO.Compression", "System.Linq.Expressions", "System.Linq.Queryable", "System.Security.Cryptography",
        "System.ComponentModel", "System.Diagnostics.DiagnosticSource", "CampusPhoto.Domain", "MediatR", "FluentValidation", "Mapster",
        "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options",
    ];

    [Fact]
    public void The_domain_refers_to_the_base_library_alone() => Foreign(Code.Domain, BaseLibrary).ShouldBeEmpty();

    [Fact]
    public void The_application_knows_no_database_engine_no_OpenCV_and_no_HTTP() =>
        Foreign(Code.Application, ForUseCases).ShouldBe(["Microsoft.EntityFrameworkCore"]);

    [Fact]
    public void A_layer_that_refers_outwards_is_caught()
    {
        Foreign(Code.Application, BaseLibrary).ShouldContain("CampusPhoto.Domain");
        var found = Foreign(Code.Infrastructure, ForUseCases);
        found.ShouldContain("OpenCvSharp");
        found.ShouldContain("System.Net.Http");
        found.ShouldContain("Microsoft.EntityFrameworkCore.Relational");
    }

    [Fact]
    public void The_infrastructure_does_not_know_the_web() => Refers(Code.Infrastructure, Code.WebApi).ShouldBeFalse();

    [Fact]
    public void A_layer_that_knows_another_is_caught() => Refers(Code.WebApi, Code.Infrastructure).ShouldBeTrue();

    [Fact]
    public void Endpoints_tokens_and_problems_use_no_part_of_the_infrastructure()
    {
        IArchRule rule = UsesNoInfrastructure(@"^CampusPhoto\.WebApi\.(Endpoints|Http|Auth|OpenApi|Health|Logging)");
        rule.HasNoViolations(Code.Loaded).ShouldBeTrue(string.Join('\n', rule.Evaluate(Code.Loaded).Where(found => !found.Passed)));
    }

    [Fact]
    public void An_endpoint_that_reaches_for_the_database_is_caught() =>
        UsesNoInfrastructure($"^{typeof(EndpointOnTheDatabase).Namespace!.Replace(".", @"\.", StringComparison.Ordinal)}$").HasNoViolations(Code.Loaded).ShouldBeFalse();

    [Fact]
    public void OpenCV_stays_in_the_photos_folder()
    {
        IArchRule rule = UsesNoOpenCv(@"^CampusPhoto\.(Domain|Application|WebApi|Infrastructure(?!\.Photos))");
        rule.HasNoViolations(Code.Loaded).ShouldBeTrue(string.Join('\n', rule.Evaluate(Code.Loaded).Where(found => !found.Passed)));
    }

    [Fact]
    public void OpenCV_elsewhere_is_caught() => UsesNoOpenCv(@"^CampusPhoto\.Infrastructure\.Photos").HasNoViolations(Code.Loaded).ShouldBeFalse();

    private static bool Refers(Assembly from, Assembly to) => from.GetReferencedAssemblies().Any(name => name.Name == to.GetName().Name);

    private static IArchRule UsesNoInfrastructure(string namespaces) => Types().That().ResideInNamespaceMatching(namespaces)
        .Should().NotDependOnAny(Types().That().ResideInAssembly(Code.Infrastructure));

    private static IArchRule UsesNoOpenCv(string namespaces) => Types().That().ResideInNamespaceMatching(namespaces)
        .Should().NotDependOnAny(Types(includeReferenced: true).That().ResideInNamespaceMatching("^OpenCvSharp"));

    private static string[] Foreign(Assembly assembly, string[] allowed) =>
    [
        .. assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => !allowed.Any(start => name == start || name.StartsWith($"{start}.", StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal),
    ];
}
