using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Xds.Model;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;

namespace MeshLens.Xds.Dumps;

/// <summary>
/// Reads configuration from JSON: an Envoy <c>config_dump</c>, that of a ztunnel, what <c>istioctl proxy-config</c> prints, a discovery response, or any
/// other document whose resources carry their type. Secrets in it are never read.
/// </summary>
/// <remarks>
/// <code>{"configs": [{"@type": "…ClustersConfigDump", "dynamic_active_clusters": [{"cluster": {"@type": "…v3.Cluster", "name": …}}]}]}</code>
/// </remarks>
public static class DumpReader
{
    // A proxy shows beside what is in force what is not yet or no longer.
    private static readonly HashSet<string> NotInForce = new(StringComparer.Ordinal)
    {
        "warming_state", "warmingState", "draining_state", "drainingState", "error_state", "errorState", "dynamic_warming_clusters", "dynamicWarmingClusters",
    };

    private static readonly Dictionary<string, ResourceType> Types = ResourceTypes.OfProxy.ToDictionary(static type => type.TypeUrl, StringComparer.Ordinal);

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true).WithTypeRegistry(KnownTypes.Registry));

    /// <summary>Reads a document. Never throws for what is in it.</summary>
    /// <param name="json">The document.</param>
    /// <param name="bare">The type of resources that carry none, where the document is a list of those.</param>
    public static DumpReading Read(string json, ResourceType? bare = null)
    {
        try
        {
            return Read(JsonNode.Parse(json, documentOptions: Strict), bare);
        }
        catch (JsonException broken)
        {
            return Refuse(broken.LineNumber is { } line
                ? $"It is not JSON from line {line + 1}, byte {broken.BytePositionInLine + 1} on: save what the command printed with -o json, and all of it."
                : "It says the same thing twice within one object: save what the command printed with -o json as it is.");
        }
    }

    /// <summary>Reads a document that was parsed already; it is used up.</summary>
    public static DumpReading Read(JsonNode? document, ResourceType? bare)
    {
        if (ZtunnelDump.Is(document))
        {
            var (resources, unread) = ZtunnelDump.Read(document!);
            return new(ResourceSnapshot.Empty.With(ResourceTypes.Addresses, resources.Select(static item => KeyValuePair.Create(item.Name, item))), unread, null);
        }

        var proxy = DumpedProxy.Of(document);
        var found = new Dictionary<(ResourceType Type, string Name), MeshResource>();
        List<RefusedResource> refused = [];
        foreach (var (type, item) in document is JsonArray list && bare is not null ? list.OfType<JsonObject>().Select(item => (bare, item)) : Find(document))
        {
            Take(type, item, found, refused);
        }

        return found.Count == 0 && refused.Count == 0
            ? Refuse("It holds no listener, route, cluster or endpoints of xDS v3.")
            : new(SnapshotOf(found), refused, null) { Proxy = proxy };
    }

    private static DumpReading Refuse(string problem) => new(ResourceSnapshot.Empty, [], problem);

    private static ResourceSnapshot SnapshotOf(Dictionary<(ResourceType Type, string Name), MeshResource> found) => new(found
        .GroupBy(static pair => pair.Key.Type)
        .ToImmutableDictionary(
            static group => group.Key,
            static group => group.ToImmutableDictionary(static pair => pair.Key.Name, static pair => pair.Value, StringComparer.Ordinal)));

    private static void Take(ResourceType type, JsonObject item, Dictionary<(ResourceType, string), MeshResource> found, List<RefusedResource> refused)
    {
        var name = NameOf(item);
        if (name.Length == 0)
        {
            item["name"] = name = $"(unnamed {found.Count})"; // What a proxy was started with, such as its own metrics port, needs no name.
        }

        try
        {
            var reading = type.Read(Pack(type, item), "");
            if (reading.IsGood)
            {
                found.TryAdd((type, reading.Resource.Name), reading.Resource);
            }
            else
            {
                refused.Add(new(type.ShortName, name, reading.Problem));
            }
        }
        catch (Exception unreadable) when (unreadable is InvalidProtocolBufferException or InvalidOperationException or FormatException or OverflowException)
        {
            refused.Add(new(type.ShortName, name, unreadable.Message));
        }
    }

    private static string NameOf(JsonObject item) => (item["name"] ?? item["cluster_name"] ?? item["clusterName"])?.ToString() ?? "";

    private static Any Pack(ResourceType type, JsonObject item)
    {
        var whole = (JsonObject)item.DeepClone();
        whole["@type"] = type.TypeUrl;
        return Parser.Parse<Any>(OpaqueTypes.Wrap(whole).ToJsonString());
    }

    private static IEnumerable<(ResourceType Type, JsonObject Item)> Find(JsonNode? node) => node switch
    {
        JsonObject item when OpaqueTypes.TypeOf(item) is { } url && Types.TryGetValue(url, out var type) => [(type, item)],
        JsonObject item => item.Where(static child => !NotInForce.Contains(child.Key)).SelectMany(static child => Find(child.Value)),
        JsonArray list => list.SelectMany(Find),
        _ => [],
    };
}
