using System.Runtime.InteropServices;
using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Windows;

/// <summary>Which nodes an edge's requests went between in a window: callers from the agents that saw them, replicas by their addresses.</summary>
internal sealed class PathSet
{
    private readonly Dictionary<(NodePlace Caller, string? Endpoint), bool> _legs = [];
    private readonly Dictionary<string, NodePlace> _servers = new(StringComparer.Ordinal);

    public void Clear()
    {
        _legs.Clear();
        _servers.Clear();
    }

    public void Add(WindowDelta delta)
    {
        if (delta.Nodes is not { Count: > 0 } nodes)
        {
            return;
        }

        var places = nodes.Select((node, index) => new NodePlace(node, delta.Zones is { } zones && index < zones.Count ? zones[index] : ""));
        if (delta.End == End.Server && delta.Leg != Leg.AppToProxy)
        {
            Put(_servers, delta.Endpoint ?? "", places.First());
        }
        else if (delta.End == End.Client && delta.Leg != Leg.ProxyToApp)
        {
            // What an application sends to its own proxy crosses nothing, and has the caller's node all the same.
            var endpoint = delta.Leg == Leg.AppToProxy ? null : delta.Endpoint;
            foreach (var place in places)
            {
                Put(_legs, (place, endpoint), true);
            }
        }
    }

    /// <summary>The paths, each once; null when nobody knows a node of either end.</summary>
    public List<EdgePath>? Of(string cluster, IEndpointPlaces? places)
    {
        HashSet<EdgePath> paths = [];
        var isKnown = _legs.Keys.Any(static leg => leg.Endpoint is not null);
        foreach (var (caller, endpoint) in _legs.Keys.Where(leg => leg.Endpoint is not null || !isKnown))
        {
            paths.UnionWith(Ends(cluster, endpoint, places).Take(EdgePath.Most - paths.Count)
                .Select(end => new EdgePath(caller.Node, caller.Zone, end.Node, end.Zone)));
        }

        return paths.Count > 0 ? [.. paths] : null;
    }

    private IEnumerable<NodePlace> Ends(string cluster, string? endpoint, IEndpointPlaces? places)
    {
        if (endpoint is null)
        {
            return _servers.Count > 0 ? _servers.Values : [new NodePlace("", "")];
        }

        return [_servers.TryGetValue(endpoint, out var server) ? server
            : places?.Find(cluster, endpoint) is { } place ? new NodePlace(place.Node, place.Zone)
            : new NodePlace("", "")];
    }

    private static void Put<TKey, TValue>(Dictionary<TKey, TValue> known, TKey key, TValue value)
        where TKey : notnull
    {
        if (known.Count < EdgePath.Most || known.ContainsKey(key))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(known, key, out _) = value;
        }
    }
}
