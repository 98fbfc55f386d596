using System.Collections.Immutable;
using Envoy.Admin.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;

namespace MeshLens.Xds.Debug;

/// <summary>Clusters, listeners and routes out of the sections of a configuration dump. The section of secrets is never opened.</summary>
internal static class DumpReading
{
    public static ResourceSnapshot Read(IEnumerable<Any> sections)
    {
        var types = new Dictionary<ResourceType, ImmutableDictionary<string, MeshResource>.Builder>();
        foreach (var (type, body, version) in sections.SelectMany(Open))
        {
            if (body is not null && type.Read(body, version) is { IsGood: true } reading)
            {
                if (!types.TryGetValue(type, out var resources))
                {
                    types[type] = resources = ImmutableDictionary.CreateBuilder<string, MeshResource>(StringComparer.Ordinal);
                }

                resources[reading.Resource.Name] = reading.Resource;
            }
        }

        return new(types.ToImmutableDictionary(static each => each.Key, static each => each.Value.ToImmutable()));
    }

    /// <summary>Bytes. Read as JSON, a dump takes some ten times its size: the larger ones are asked for in messages, without endpoints.</summary>
    public const int LargestJson = 16 << 20;

    /// <summary>The same as the debugging interface writes it: JSON, or a sentence why there is none. Empty for what is too large.</summary>
    public static ResourceSnapshot ReadJson(IReadOnlyList<Any> answers) =>
        answers is [{ Value.Length: <= LargestJson } only] ? Dumps.DumpReader.Read(only.Value.ToStringUtf8()).Snapshot : ResourceSnapshot.Empty;

    private static IEnumerable<(ResourceType Type, Any? Body, string Version)> Open(Any section)
    {
        try
        {
            return section.TypeUrl[(section.TypeUrl.LastIndexOf('/') + 1)..] switch
            {
                "envoy.admin.v3.ClustersConfigDump" => Clusters(ClustersConfigDump.Parser.ParseFrom(section.Value)),
                "envoy.admin.v3.ListenersConfigDump" => Listeners(ListenersConfigDump.Parser.ParseFrom(section.Value)),
                "envoy.admin.v3.RoutesConfigDump" => Routes(RoutesConfigDump.Parser.ParseFrom(section.Value)),
                "envoy.admin.v3.EndpointsConfigDump" => Endpoints(EndpointsConfigDump.Parser.ParseFrom(section.Value)),
                _ => [],
            };
        }
        catch (InvalidProtocolBufferException)
        {
            return [];
        }
    }

    private static IEnumerable<(ResourceType, Any?, string)> Clusters(ClustersConfigDump dump) =>
    [
        .. dump.StaticClusters.Select(static each => (ResourceTypes.Clusters, (Any?)each.Cluster, "")),
        .. dump.DynamicActiveClusters.Select(static each => (ResourceTypes.Clusters, (Any?)each.Cluster, each.VersionInfo)),
    ];

    private static IEnumerable<(ResourceType, Any?, string)> Listeners(ListenersConfigDump dump) =>
        dump.DynamicListeners.Select(static each => (ResourceTypes.Listeners, (Any?)each.ActiveState?.Listener, each.ActiveState?.VersionInfo ?? ""));

    private static IEnumerable<(ResourceType, Any?, string)> Routes(RoutesConfigDump dump) =>
    [
        .. dump.StaticRouteConfigs.Select(static each => (ResourceTypes.Routes, (Any?)each.RouteConfig, "")),
        .. dump.DynamicRouteConfigs.Select(static each => (ResourceTypes.Routes, (Any?)each.RouteConfig, each.VersionInfo)),
    ];

    private static IEnumerable<(ResourceType, Any?, string)> Endpoints(EndpointsConfigDump dump) =>
        dump.DynamicEndpointConfigs.Select(static each => (ResourceTypes.Endpoints, (Any?)each.EndpointConfig, each.VersionInfo));
}
