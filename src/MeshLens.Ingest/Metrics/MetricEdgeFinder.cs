using MeshLens.Core.Edges;
using MeshLens.Core.Identity;
using MeshLens.Core.Windows;
using MeshLens.Ingest.Edges;
using MeshLens.Metrics.Meaning;

namespace MeshLens.Ingest.Metrics;

/// <summary>The edge of what a proxy counted. Remembered for one window, so that a new edge or port counts from the next one on.</summary>
/// <remarks>
/// Istio's metrics name both services and no port. One edge of that pair that is known by other means is the one; where there is none, or
/// several, the service's only port tells. Guessing among several ports would give one edge the failures of another.
/// </remarks>
internal sealed class MetricEdgeFinder(IdentityIndex mesh, EdgeTable edges, WindowClock clock)
{
    private const int Most = 65_536;
    private const int MostPairs = 100;

    private readonly ServicePorts _ports = new(mesh);
    private readonly Dictionary<ReportedEdge, (EdgeSlot? Edge, Unplaced Reason)> _known = [];
    private List<UnplacedPair> _portlessBefore = [];
    private EdgePairs? _pairs;
    private long _window = long.MinValue;

    /// <summary>Pairs that reached no edge for want of a port, in this window and the last one that anything came in.</summary>
    public IReadOnlyList<UnplacedPair> Portless => [.. _portlessBefore.Union(PortlessNow).Take(MostPairs)];

    private IEnumerable<UnplacedPair> PortlessNow => _known
        .Where(static each => each.Value.Reason is Unplaced.SeveralPorts or Unplaced.UnknownPort && each.Value.Edge is null)
        .Select(static each => new UnplacedPair(
            $"{each.Key.SourceNamespace}/{each.Key.SourceWorkload}", $"{each.Key.DestinationNamespace}/{each.Key.DestinationService}", each.Value.Reason))
        .Distinct()
        .Take(MostPairs);

    /// <summary>Forgets what was of an earlier window.</summary>
    public void Refresh()
    {
        if (clock.Index == _window)
        {
            return;
        }

        _portlessBefore = [.. PortlessNow];
        foreach (var (edge, _) in _known.Values)
        {
            if (edge is not null)
            {
                edges.Leave(edge);
            }
        }

        _known.Clear();
        (_pairs, _window) = (null, clock.Index);
    }

    /// <returns>Null when it belongs to no edge, with the reason.</returns>
    public EdgeSlot? Find(ReportedEdge reported, out Unplaced reason)
    {
        if (!_known.TryGetValue(reported, out var found))
        {
            if (_known.Count >= Most)
            {
                reason = Unplaced.EdgeLimit;
                return null;
            }

            found.Edge = Place(reported, out found.Reason);
            _known.Add(reported, found);
        }

        reason = found.Reason;
        return found.Edge;
    }

    /// <summary>The edge of a cluster of somebody's proxy. Whoever got it says when he is done with it: <see cref="EdgeTable.Leave"/>.</summary>
    public EdgeSlot? Join(MeshWorkload? owner, ReportedCluster cluster, out Unplaced reason)
    {
        reason = Unplaced.SharedCluster;
        if (owner is null || cluster.IsInbound || cluster.Port == 0 || cluster.Host.Length == 0)
        {
            return null;
        }

        reason = Unplaced.EdgeLimit;
        var (source, destination) = (ReportedParties.Of(owner), ReportedParties.Of(cluster));
        return edges.Join(EdgeKey.Between(owner.Cluster, source, destination, cluster.Port), source, destination);
    }

    private EdgeSlot? Place(ReportedEdge reported, out Unplaced reason)
    {
        if (ReportedParties.Problem(reported) is { } problem)
        {
            reason = problem;
            return null;
        }

        var (source, destination, cluster) = ReportedParties.Of(reported);
        var known = (_pairs ??= new(edges.All)).Between(source, destination, cluster);
        var (ports, port) = known.Count == 1 ? (1, known[0].Key.Port) : _ports.Of(reported.DestinationNamespace, reported.DestinationService, reported.DestinationHost);
        if (port == 0)
        {
            reason = ports > 1 || known.Count > 1 ? Unplaced.SeveralPorts : Unplaced.UnknownPort;
            return null;
        }

        reason = Unplaced.EdgeLimit;
        var key = known.Find(edge => edge.Key.Port == port)?.Key ?? EdgeKey.Between(cluster, source, destination, port);
        return edges.Join(key, source, destination);
    }
}
