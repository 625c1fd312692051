using System.Reflection;
using CampusPhoto.Application;
using CampusPhoto.Domain.Common;

namespace CampusPhoto.WebApi.OpenApi;

/// <summary>Every error that the API can answer with, by code.</summary>
internal static class ErrorCatalogue
{
    public static IReadOnlyList<Error> All { get; } = Read();

    private static IReadOnlyList<Error> Read() =>
    [
        .. new[] { typeof(Error).Assembly, typeof(DependencyInjection).Assembly, typeof(ErrorCatalogue).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => field.FieldType == typeof(Error))
            .Select(field => (Error)field.GetValue(null)!)
            .OrderBy(error => error.Code, StringComparer.Ordinal),
    ];
}
