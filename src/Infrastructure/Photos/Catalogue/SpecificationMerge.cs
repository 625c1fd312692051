using System.Text.Json.Nodes;

namespace CampusPhoto.Infrastructure.Photos.Catalogue;

/// <summary>
/// Lays what a specification says over what it inherits. A value takes the place of the parent's; within upload and
/// output each figure does so by itself, and requirements do so by their code, in the parent's order.
/// </summary>
internal static class SpecificationMerge
{
    private const string Requirements = "requirements";
    private const string Code = "code";

    // What is true of the file alone: a child's source says nothing about where its parent's figures come from.
    private static readonly string[] OwnParts = ["links", "unverified", "checkedOn", "extends"];

    public static JsonObject Inherit(JsonObject parent, JsonObject child)
    {
        var whole = parent.DeepClone().AsObject();
        foreach (var part in OwnParts) whole.Remove(part);
        return Lay(whole, child);
    }

    /// <summary>A campaign's overrides over a whole specification, which keeps all that the campaign does not name.</summary>
    public static JsonObject Override(JsonObject whole, JsonObject overrides) => Lay(whole.DeepClone().AsObject(), overrides);

    private static JsonObject Lay(JsonObject whole, JsonObject over)
    {
        foreach (var (name, value) in over)
        {
            if (name == Requirements) whole[name] = ByCode(whole[name] as JsonArray ?? [], value!.AsArray());
            else if (name is "upload" or "output" && whole[name] is JsonObject present) Replace(present, value!.AsObject());
            else whole[name] = value?.DeepClone();
        }

        return whole;
    }

    private static void Replace(JsonObject present, JsonObject over)
    {
        foreach (var (name, value) in over) present[name] = value?.DeepClone();
    }

    private static JsonArray ByCode(JsonArray present, JsonArray over)
    {
        var merged = new List<JsonObject>(present.Select(one => one!.DeepClone().AsObject()));
        foreach (var change in over.Select(one => one!.AsObject()))
        {
            var code = change[Code]!.GetValue<string>();
            var at = merged.FindIndex(one => one[Code]!.GetValue<string>() == code);
            if (change.ContainsKey("omit"))
            {
                if (at >= 0) merged.RemoveAt(at);
            }
            else if (at < 0) merged.Add(change.DeepClone().AsObject());
            else Replace(merged[at], change);
        }

        return [.. merged];
    }
}
