using System.Text.Json.Nodes;

namespace MeshLens.Xds.Dumps;

/// <summary>
/// Makes a JSON tree readable although it holds messages that nobody here knows: each becomes a TypedStruct, which keeps its type and
/// its content and which a proxy reads the same way.
/// </summary>
internal static class OpaqueTypes
{
    private const string Key = "@type";
    private const string TypedStruct = "type.googleapis.com/xds.type.v3.TypedStruct";

    public static JsonNode Wrap(JsonObject item)
    {
        foreach (var (name, child) in item.ToList())
        {
            item[name] = child switch
            {
                JsonObject inner => Detached(item, name, Wrap(inner)),
                JsonArray list => Detached(item, name, Wrap(list)),
                _ => child?.DeepClone(),
            };
        }

        return TypeOf(item) is { } type && KnownTypes.Registry.Find(type[(type.LastIndexOf('/') + 1)..]) is null ? Opaque(item, type) : item;
    }

    public static string? TypeOf(JsonObject item) => item[Key] is JsonValue value && value.TryGetValue(out string? type) ? type : null;

    private static JsonArray Wrap(JsonArray list)
    {
        for (var index = 0; index < list.Count; index++)
        {
            if (list[index] is JsonObject item)
            {
                var wrapped = Wrap(item);
                if (!ReferenceEquals(wrapped, item))
                {
                    list[index] = wrapped;
                }
            }
            else if (list[index] is JsonArray inner)
            {
                Wrap(inner);
            }
        }

        return list;
    }

    // A node can have one parent only; what was not replaced stays where it is.
    private static JsonNode Detached(JsonObject parent, string name, JsonNode child)
    {
        if (ReferenceEquals(parent[name], child))
        {
            parent.Remove(name);
        }

        return child;
    }

    private static JsonObject Opaque(JsonObject item, string type)
    {
        var value = (JsonObject)item.DeepClone();
        value.Remove(Key);
        return new() { [Key] = TypedStruct, ["typeUrl"] = type, ["value"] = value };
    }
}
