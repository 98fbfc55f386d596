using MeshLens.Core.Baselines;
using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Windows;

/// <content>What the classifier is given.</content>
public sealed partial class EdgeState
{
    private EdgeSnapshot Take(OpenWindow window, List<SiblingEdge> siblings)
    {
        var current = _baselines.Current;
        return new()
        {
            Edge = _edge,
            Source = _source,
            Destination = _destination,
            Window = window.Index,
            Legs = Measure(window.Legs, current),
            CallerPressure = window.CallerPressure is { } caller ? current.Caller.Beside(caller) : null,
            CalleePressure = window.CalleePressure is { } callee ? current.Callee.Beside(callee) : null,
            Listeners = [.. window.Listeners],
            ListenersNearby = DropsBeside(window.Index),
            NameServers = [.. window.NameServers.Select(server => SnapshotBuilder.Measure(server, current))],
            Coverage = Cover(window),
            Siblings = siblings,
            Exemplars = [.. window.Exemplars],
            Recent = [.. _history.Before(window.Index - 1, RecentWindows)],
            Previous = _verdict,
            Hops = window.Hops is { } hops ? [.. hops] : null,
            HopBaselines = window.Hops is null && window.Metrics is null ? null : current.OfHops(),
            Configuration = _configuration(_source, _destination),
            Metrics = window.Metrics is { } metrics ? [.. metrics] : null,
            PathMeanNs = current.Path.Baseline(current.PathWindows),
            ProxyPressure = window.ProxyPressures?.ConvertAll(proxy => new ProxyPressure(proxy.Proxy, current.OfProxy(proxy.Proxy).Beside(proxy.Pressure))),
            Places = PlacesOf(window),
            Probes = window is { ClientNodes: { } callers, ServerNodes: { } replicas } ? Paths?.Between(_edge.Cluster, callers, replicas) : null,
            Paths = _paths = window.PathsOf(_edge.Cluster, Places) ?? _paths,
        };
    }

    private static List<LegMeasurement> Measure(ReadOnlySpan<LegWindow> legs, EdgeBaselines baselines)
    {
        List<LegMeasurement> measured = new(legs.Length);
        foreach (var leg in legs)
        {
            measured.Add(SnapshotBuilder.Measure(leg, baselines));
        }

        return measured;
    }

    // Where there is but one replica, nothing is compared.
    private List<EndpointPlace>? PlacesOf(OpenWindow window)
    {
        List<EndpointPlace>? places = null;
        foreach (var leg in window.Legs)
        {
            foreach (var replica in leg.Apart)
            {
                Place(ref places, replica.Endpoint);
            }
        }

        foreach (var replica in (window.Hops ?? []).Where(hop => hop.Endpoints.Count > 1).SelectMany(hop => hop.Endpoints))
        {
            Place(ref places, replica.Endpoint);
        }

        return places;
    }

    private void Place(ref List<EndpointPlace>? places, string endpoint)
    {
        if ((places is null || !places.Exists(known => known.Endpoint == endpoint)) && Places?.Find(_edge.Cluster, endpoint) is { } place)
        {
            (places ??= []).Add(place);
        }
    }

    private static bool HasSharedServer(ReadOnlySpan<LegWindow> legs)
    {
        foreach (var leg in legs)
        {
            if (leg is { End: End.Server, Shared: true })
            {
                return true;
            }
        }

        return false;
    }

    private Coverage Cover(OpenWindow window) => new()
    {
        ClientSeen = _sightings.ClientSeen(window.Index),
        ServerSeen = _sightings.ServerSeen(window.Index),
        ServerShared = HasSharedServer(window.Legs),
        Losses = window.Losses,
        AgeMs = window.AgeMs,
        Partial = window.Partial || window.Index == _firstWindow || _sightings.OneFellSilent(window.Index),
    };

    // The windows beside this one: the last closed, and what the open one has seen so far.
    private List<ListenerState> DropsBeside(long window)
    {
        List<ListenerState> beside = _drops is { } before && before.Window == window - 1 ? [.. before.Listeners] : [];
        if (_windows.Find(window + 1) is { } next)
        {
            beside.AddRange(next.Listeners.Where(listener => listener.Drops > 0));
        }

        return beside;
    }

    private void NoteDrops(OpenWindow window)
    {
        List<ListenerState> dropping = [.. window.Listeners.Where(listener => listener.Drops > 0)];
        _drops = dropping.Count > 0 ? (window.Index, dropping) : null;
    }
}
