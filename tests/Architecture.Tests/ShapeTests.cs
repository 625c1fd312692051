using System.Reflection;
using System.Runtime.CompilerServices;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Architecture.Tests.Violations;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Architecture.Tests;

/// <summary>How types are made and named.</summary>
public sealed class ShapeTests
{
    private static readonly string[] EmptyNames = ["Manager", "Helper", "Helpers", "Utils", "Util", "Impl", "Service"];

    private static readonly Type[] UseCases = Code.TypesOf(Code.Application, Code.Infrastructure);
    private static readonly Type[] Samples = [.. Code.TypesOf(typeof(DoSomething).Assembly).Where(type => type.Namespace == typeof(DoSomething).Namespace)];

    [Fact]
    public void Handlers_are_internal_and_sealed() => OpenHandlers(UseCases).ShouldBeEmpty();

    [Fact]
    public void An_open_handler_is_caught() => OpenHandlers(Samples).ShouldBe(["OpenHandler"]);

    [Fact]
    public void Every_request_has_one_handler()
    {
        Requests(UseCases).Count().ShouldBeGreaterThan(40);
        NotHandledOnce(UseCases).ShouldBeEmpty();
    }

    [Fact]
    public void A_request_with_two_handlers_is_caught() => NotHandledOnce(Samples).ShouldBe(["DoSomething"]);

    [Fact]
    public void Requests_are_named_for_what_they_are() => Misnamed(UseCases).ShouldBeEmpty();

    [Fact]
    public void A_request_with_another_name_is_caught() => Misnamed(Samples).ShouldBe(["DoSomething"]);

    [Fact]
    public void Handlers_and_validators_are_named_so() => OtherEndings(UseCases).ShouldBeEmpty();

    [Fact]
    public void A_handler_with_another_name_is_caught() => OtherEndings(Samples).ShouldBe(["Doer"]);

    [Fact]
    public void Nobody_sets_the_domains_state_from_outside() => LooseProperties(Code.TypesOf(Code.Domain)).ShouldBeEmpty();

    [Fact]
    public void A_public_setter_is_caught() => LooseProperties(Samples).ShouldBe(["LooseOrder.Status"]);

    [Fact]
    public void Classes_are_sealed_unless_they_are_made_to_be_built_upon() =>
        Unsealed(Code.TypesOf(Code.Layers)).ShouldBeEmpty();

    [Fact]
    public void An_unsealed_class_is_caught() => Unsealed(Samples).ShouldBe(["OpenHandler", "UnsealedRule"], ignoreOrder: true);

    [Fact]
    public void No_type_has_an_empty_name() => EmptyNamed(Code.TypesOf(Code.Layers)).ShouldBeEmpty();

    [Fact]
    public void An_empty_name_is_caught() => EmptyNamed(Samples).ShouldBe(["OrderHelper"]);

    [Fact]
    public void Who_keeps_a_picture_of_OpenCV_gives_it_back() => Keepers(Code.TypesOf(Code.Infrastructure)).ShouldBeEmpty();

    [Fact]
    public void A_picture_that_nobody_gives_back_is_caught() => Keepers(Samples).ShouldBe(["PictureKeeper"]);

    private static IEnumerable<string> OpenHandlers(Type[] types) =>
        types.Where(type => HandledBy(type).Any() && (type.IsPublic || !type.IsSealed)).Select(type => type.Name);

    private static IEnumerable<string> OtherEndings(Type[] types) => types
        .Where(type => (HandledBy(type).Any() && !type.Name.EndsWith("Handler", StringComparison.Ordinal))
            || (typeof(IValidator).IsAssignableFrom(type) && !type.Name.EndsWith("Validator", StringComparison.Ordinal)))
        .Select(type => type.Name);

    private static IEnumerable<string> NotHandledOnce(Type[] types) => Requests(types)
        .Where(request => types.SelectMany(HandledBy).Count(handled => handled == request) != 1).Select(request => request.Name);

    private static IEnumerable<string> Misnamed(Type[] types) => Requests(types)
        .Where(request => !request.Name.EndsWith(Ending(request), StringComparison.Ordinal)).Select(request => request.Name);

    private static string Ending(Type request) =>
        typeof(ITransactional).IsAssignableFrom(request) ? "Command"
        : request.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IQuery<>)) ? "Query"
        : "Process";

    private static IEnumerable<Type> Requests(Type[] types) => types.Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IBaseRequest).IsAssignableFrom(type));

    private static IEnumerable<Type> HandledBy(Type type) => type is { IsClass: true, IsAbstract: false }
        ? type.GetInterfaces().Where(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)).Select(face => face.GetGenericArguments()[0])
        : [];

    private static IEnumerable<string> LooseProperties(Type[] types) =>
        from type in types
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where property.SetMethod is { IsPublic: true } setter
            && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
        select $"{type.Name}.{property.Name}";

    private static IEnumerable<string> Unsealed(Type[] types) => types
        .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false }
            && type.GetCustomAttribute<CompilerGeneratedAttribute>() is null
            && !type.FullName!.Contains(".Migrations.", StringComparison.Ordinal)
            && !Code.TypesOf(Code.Layers).Any(other => other.BaseType == type))
        .Select(type => type.Name);

    private static IEnumerable<string> EmptyNamed(Type[] types) => types
        .Where(type => EmptyNames.Any(ending => type.Name.EndsWith(ending, StringComparison.Ordinal))).Select(type => type.Name);

    private static IEnumerable<string> Keepers(Type[] types) => types
        .Where(type => type.GetCustomAttribute<CompilerGeneratedAttribute>() is null 
            && type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Any(field => field.FieldType.ToString().Contains("OpenCvSharp.Mat", StringComparison.Ordinal) || field.FieldType.FullName == "OpenCvSharp.Dnn.Net")
            && !typeof(IDisposable).IsAssignableFrom(type))
        .Select(type => type.Name);
}
