using System.Net;
using System.Runtime.InteropServices;
using MeshLens.Core.Edges;
using MeshLens.Ingest.Flows;

namespace MeshLens.Ingest.Edges;

/// <summary>Which edges care for a listening port: those whose flows reach it, seen from either end.</summary>
/// <remarks>
/// A full accept queue shows nothing but resets and silence on the flows themselves, so the listener's own counts must find
/// their way to the edges of its callers, also those on other nodes.
/// </remarks>
internal sealed class EndpointAudience
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Port, Dictionary<EdgeSlot, int>> _audience = [];
    private readonly Dictionary<(Flow, EdgeSlot), List<Port>> _entered = [];

    /// <param name="flow">A flow of either end.</param>
    /// <param name="edge">The edge it is bound to.</param>
    /// <param name="endpoints">The servers behind it, as far as they are known.</param>
    public void Enter(Flow flow, EdgeSlot edge, IPEndPoint[] endpoints)
    {
        var ports = endpoints.Select(endpoint => Of(flow, endpoint)).DefaultIfEmpty(Of(flow, new(flow.Definition.Remote, flow.Definition.Port))).ToList();
        lock (_gate)
        {
            _entered[(flow, edge)] = ports;
            foreach (var port in ports)
            {
                var edges = CollectionsMarshal.GetValueRefOrAddDefault(_audience, port, out _) ??= [];
                CollectionsMarshal.GetValueRefOrAddDefault(edges, edge, out _)++;
            }
        }
    }

    public void Leave(Flow flow, EdgeSlot edge)
    {
        lock (_gate)
        {
            if (!_entered.Remove((flow, edge), out var ports))
            {
                return;
            }

            foreach (var port in ports)
            {
                if (_audience.TryGetValue(port, out var edges) && --CollectionsMarshal.GetValueRefOrNullRef(edges, edge) == 0)
                {
                    edges.Remove(edge);
                    if (edges.Count == 0)
                    {
                        _audience.Remove(port);
                    }
                }
            }
        }
    }

    /// <summary>The edges that reach this port of this node.</summary>
    public EdgeSlot[] Of(string node, ulong networkNamespace, IPAddress address, int port)
    {
        lock (_gate)
        {
            var here = _audience.GetValueOrDefault(Port.On(node, networkNamespace, address, port));
            var anywhere = _audience.GetValueOrDefault(Port.Anywhere(address, port));
            return [.. (here?.Keys ?? Enumerable.Empty<EdgeSlot>()).Union(anywhere?.Keys ?? Enumerable.Empty<EdgeSlot>())];
        }
    }

    // Private addresses repeat from node to node, and loopback from namespace to namespace. A server's end, and a client's
    // when the address is its own node's, say which one is meant.
    private static Port Of(Flow flow, IPEndPoint endpoint)
    {
        var isHere = flow.End == End.Server || flow.Node.Owns(endpoint.Address) || IPAddress.IsLoopback(endpoint.Address);
        return isHere
            ? Port.On(flow.Node.Node, flow.Definition.NetworkNamespace, endpoint.Address, endpoint.Port)
            : Port.Anywhere(endpoint.Address, endpoint.Port);
    }

    private readonly record struct Port(string? Node, ulong NetworkNamespace, IPAddress Address, int Number)
    {
        public static Port On(string node, ulong networkNamespace, IPAddress address, int port) =>
            new(node, IPAddress.IsLoopback(address) ? networkNamespace : 0, address, port);

        public static Port Anywhere(IPAddress address, int port) => new(null, 0, address, port);
    }
}
