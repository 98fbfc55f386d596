using System.Text.Json.Nodes;

namespace MeshLens.Xds.Dumps;

/// <summary>Whose dump it is, as far as the dump says: in what the proxy was started with.</summary>
/// <param name="Id">Its node id; empty when the dump does not say.</param>
/// <param name="Region">Where it is; empty when the dump does not say.</param>
/// <param name="Zone">Where it is, within the region; empty when the dump does not say.</param>
public sealed record DumpedProxy(string Id, string Region, string Zone)
{
    /// <summary>A proxy of which nothing is said.</summary>
    public static DumpedProxy Unknown { get; } = new("", "", "");

    internal static DumpedProxy Of(JsonNode? document)
    {
        var parts = document is JsonObject dump ? dump["configs"] as JsonArray : document as JsonArray;
        var node = parts?.OfType<JsonObject>().Select(static part => (part["bootstrap"] as JsonObject)?["node"] as JsonObject).OfType<JsonObject>().FirstOrDefault();
        var place = node?["locality"] as JsonObject;
        return node is null ? Unknown : new(Text(node, "id"), Text(place, "region"), Text(place, "zone"));
    }

    private static string Text(JsonObject? item, string name) => item?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
