using System.Runtime.InteropServices;
using MeshLens.Core.Edges;
using MeshLens.Ingest.Flows;

namespace MeshLens.Ingest.Legs;

/// <summary>Who comes in through a pod's sidecar, so that what its application does behind it is known of those callers' edges.</summary>
/// <remarks>
/// A sidecar asks its application over connections that it shares among callers: the flow names none of them. Those whose flows reach
/// the sidecar in the same network namespace are the ones it can be.
/// </remarks>
internal sealed class SidecarCallers
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Pod, Side> _pods = [];

    /// <summary>Takes note of a flow that arrives at a sidecar, or at an application behind one; true when it is the latter.</summary>
    public bool IsBehind(Flow flow, Leg leg)
    {
        if (!IsArrival(flow) && leg != Leg.ProxyToApp)
        {
            return false;
        }

        lock (_gate)
        {
            var side = CollectionsMarshal.GetValueRefOrAddDefault(_pods, Pod.Of(flow), out _) ??= new();
            (leg == Leg.ProxyToApp ? side.Behind : side.Arriving).Add(flow);
        }

        return leg == Leg.ProxyToApp;
    }

    /// <summary>The flows that arrive at the sidecar of this flow's pod.</summary>
    public Flow[] Of(Flow behind)
    {
        lock (_gate)
        {
            return _pods.TryGetValue(Pod.Of(behind), out var side) ? [.. side.Arriving] : [];
        }
    }

    /// <summary>A caller is another than before: what is behind is named anew.</summary>
    public void Changed(Flow flow)
    {
        lock (_gate)
        {
            if (IsArrival(flow) && _pods.TryGetValue(Pod.Of(flow), out var side))
            {
                foreach (var behind in side.Behind)
                {
                    behind.MarkStale();
                }
            }
        }
    }

    public void Leave(Flow flow)
    {
        lock (_gate)
        {
            if (_pods.TryGetValue(Pod.Of(flow), out var side) && (side.Arriving.Remove(flow) | side.Behind.Remove(flow)) && side.IsEmpty)
            {
                _pods.Remove(Pod.Of(flow));
            }
        }
    }

    private static bool IsArrival(Flow flow) => flow.End == End.Server && flow.Definition.Port == MeshPorts.SidecarInbound;

    private readonly record struct Pod(string Node, ulong NetworkNamespace)
    {
        public static Pod Of(Flow flow) => new(flow.Node.Node, flow.Definition.NetworkNamespace);
    }

    private sealed class Side
    {
        public HashSet<Flow> Arriving { get; } = [];

        public HashSet<Flow> Behind { get; } = [];

        public bool IsEmpty => Arriving.Count == 0 && Behind.Count == 0;
    }
}
