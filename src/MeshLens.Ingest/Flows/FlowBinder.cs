using System.Net;
using MeshLens.Core.Edges;
using MeshLens.Ingest.Edges;
using MeshLens.Ingest.Legs;
using MeshLens.Ingest.Naming;

namespace MeshLens.Ingest.Flows;

/// <summary>Decides to which edge a flow belongs, and again when that may have changed. Never called per row.</summary>
internal sealed class FlowBinder(
    FlowNamer namer, ILegDetector legs, SidecarCallers callers, EdgeTable edges, EndpointAudience audience, IngestInstruments instruments)
{
    /// <summary>A flow shared by more callers than this is attributed to the first ones: each delta is marked as shared anyway.</summary>
    private const int SharedEdgeLimit = 8;

    public bool IsCurrent(Flow flow) =>
        !flow.IsStale && flow.Binding is { } binding && binding.NamesVersion == namer.Version
        && binding.IsCurrent(flow.Node);

    /// <summary>Binds a flow to its edges; false when there was no room for any of them.</summary>
    public bool Bind(Flow flow)
    {
        // Before its peers are read: a join that comes meanwhile makes it stale again.
        flow.MarkFresh();
        var (namesVersion, nodeVersion, listenerVersion) = (namer.Version, flow.Node.Version, flow.Node.ListenerVersion);
        var names = namer.Name(flow);
        if (flow.Binding is { } before && before.Names != names)
        {
            foreach (var peer in flow.Peers())
            {
                peer.MarkStale();
            }
        }

        flow.Binding = new(namesVersion, nodeVersion, listenerVersion, names);
        var leg = legs.Detect(flow);
        var identities = Identify(flow, names, out var endpoints);
        Point(flow, leg, callers.IsBehind(flow, leg) ? OfCallers(flow, identities) : identities, endpoints);
        return flow.Targets.Length > 0;
    }

    /// <summary>The flow is over: its edges have one user less.</summary>
    public void Release(Flow flow)
    {
        flow.MarkOver();
        callers.Leave(flow);
        Leave(flow);
    }

    // Behind a sidecar the caller is the sidecar: the edges are those that come in there for the same service.
    private List<EdgeIdentity> OfCallers(Flow flow, List<EdgeIdentity> own)
    {
        var found = callers.Of(flow)
            .SelectMany(caller => Identify(caller, namer.Name(caller), out _))
            .Where(caller => own.Exists(one => one.Key.Port == caller.Key.Port && one.Destination.Name == caller.Destination.Name && one.Destination.Namespace == caller.Destination.Namespace))
            .DistinctBy(static identity => identity.Key)
            .ToList();
        Limit(found);
        return found.Count > 0 ? found : own;
    }

    private List<EdgeIdentity> Identify(Flow flow, FlowNames names, out IPEndPoint[] endpoints)
    {
        var peers = flow.Peers();
        var isClient = flow.End == End.Client;
        var identities = peers
            .Select(namer.Name)
            .Select(peer => isClient ? EdgeIdentity.OfBoth(names, peer) : EdgeIdentity.OfBoth(peer, names))
            .DistinctBy(identity => identity.Key)
            .ToList();
        Limit(identities);
        endpoints = isClient
            ? [.. peers.Select(peer => new IPEndPoint(peer.Definition.Local, peer.Definition.Port)).Distinct()]
            : [new IPEndPoint(flow.Definition.Local, flow.Definition.Port)];

        // A client's flow to one virtual address with differently named servers behind it cannot be taken apart: it
        // stays with the address that it asked for.
        if (identities.Count == 0 || (isClient && identities.Count > 1))
        {
            identities = [isClient ? EdgeIdentity.OfClient(names) : EdgeIdentity.OfServer(names)];
        }

        return identities;
    }

    private void Limit(List<EdgeIdentity> identities)
    {
        if (identities.Count > SharedEdgeLimit)
        {
            instruments.Omitted(Omission.SharedEdgeLimit, identities.Count - SharedEdgeLimit);
            identities.RemoveRange(SharedEdgeLimit, identities.Count - SharedEdgeLimit);
        }
    }

    private void Point(Flow flow, Leg leg, List<EdgeIdentity> identities, IPEndPoint[] endpoints)
    {
        var vantage = new Vantage(
            leg, flow.End, EndpointOf(flow, identities[0], endpoints), (flow.End == End.Server || leg == Leg.ProxyToApp) && identities.Count > 1);
        if (IsSame(flow.Targets, identities, vantage))
        {
            return;
        }

        Leave(flow);
        var targets = new List<FlowTarget>(identities.Count);
        foreach (var identity in identities)
        {
            if (edges.Join(identity.Key, identity.Source, identity.Destination) is { } edge)
            {
                targets.Add(new(edge, vantage, targets.Count == 0));
                audience.Enter(flow, edge, endpoints);
            }
        }

        flow.Targets = [.. targets];
        callers.Changed(flow);
    }

    private void Leave(Flow flow)
    {
        foreach (var target in flow.Targets)
        {
            edges.Leave(target.Edge);
            audience.Leave(flow, target.Edge);
        }

        flow.Targets = [];
    }

    private static bool IsSame(FlowTarget[] targets, List<EdgeIdentity> identities, Vantage vantage) =>
        targets.Length == identities.Count
        && targets.Zip(identities).All(pair => pair.First.Edge.Key == pair.Second.Key && pair.First.Vantage == vantage);

    // One server behind the address, or the address itself unless it is known to be a service's.
    private static string? EndpointOf(Flow flow, EdgeIdentity identity, IPEndPoint[] endpoints) => endpoints.Length switch
    {
        1 => endpoints[0].ToString(),
        0 when identity.Destination.Kind != PartyKind.Service || flow.Binding is { Names.Destination.IsReplica: true } => new IPEndPoint(flow.Definition.Remote, flow.Definition.Port).ToString(),
        _ => null,
    };
}
