using System.Collections;
using System.Reflection;

namespace CampusPhoto.Infrastructure.Tests.World;

/// <summary>Lists an object's public properties with all that lies in them, so that two objects compare in full.</summary>
internal static class Every
{
    /// <summary>One line per value: its path and the value.</summary>
    public static IReadOnlyList<string> Field(object root)
    {
        List<(string Path, object? Value)> found = [];
        Walk("", root, found);
        return [.. found.Select(one => $"{one.Path} = {Show(one.Value)}").Order(StringComparer.Ordinal)];
    }

    /// <summary>Paths whose value is the type's default in all of the objects, so that a lost column would not show.</summary>
    public static IReadOnlyList<string> DefaultField(IEnumerable<object> roots)
    {
        List<(string Path, object? Value)> found = [];
        foreach (object root in roots) Walk("", root, found);
        return
        [
            .. found.GroupBy(one => Plain(one.Path)).Where(path => path.All(one => IsDefault(one.Value)))
                .Select(path => path.Key),
        ];
    }

    private static void Walk(string path, object value, List<(string Path, object? Value)> found)
    {
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.Name == "Events" || (!IsStored(property) && !IsList(property))) continue;
            string here = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            object? inner = property.GetValue(value);
            switch (inner)
            {
                case string or ValueType or null:
                    found.Add((here, inner));
                    break;
                case IEnumerable many:
                    int index = 0;
                    foreach (object one in many) Walk($"{here}[{index++}]", one, found);
                    found.Add(($"{here}.Count", index));
                    break;
                default:
                    Walk(here, inner, found);
                    break;
            }
        }
    }

    // A private setter of a base class is only seen on that class.
    private static bool IsStored(PropertyInfo property) =>
        property.DeclaringType!.GetProperty(property.Name)!.SetMethod is not null;

    private static bool IsList(PropertyInfo property) =>
        property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);

    private static string Show(object? value) => value switch
    {
        null => "nothing",
        DateTimeOffset time => time.ToString("O"),
        _ => value.ToString()!,
    };

    private static string Plain(string path) =>
        string.Join('.', path.Split('.').Select(part => part.Split('[')[0]));

    private static bool IsDefault(object? value) =>
        value is null or "" || value is ValueType && value.Equals(Activator.CreateInstance(value.GetType()));
}
