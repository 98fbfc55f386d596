using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Alerting.Grouping;

/// <summary>What an edge's trouble may come from, and what an edge that is well speaks for.</summary>
internal static class Candidates
{
    private const string Dns = "dns";
    private const string Caller = "caller";

    /// <summary>Everything that would explain it, in order of <see cref="SubjectKind"/>.</summary>
    public static List<AlertSubject> Of(EdgeSummary edge)
    {
        var cluster = ClusterOf(edge);
        List<AlertSubject> found = [];
        if (edge.Class == VerdictClass.Network && edge.Cause != Dns)
        {
            List<EdgePath> suspects = [.. Suspects(edge)];
            AddPaths(found, cluster, suspects);
            AddWithin(found, cluster, suspects);
        }
        else if (edge.Cause is Dns or Caller)
        {
            found.AddRange(NodesOf(edge, static path => path.SourceNode).Select(node => AlertSubject.Node(cluster, node)));
        }
        else if (edge.Class == VerdictClass.Application)
        {
            found.AddRange(NodesOf(edge, static path => path.DestinationNode).Select(node => AlertSubject.Node(cluster, node)));
        }

        if (edge.Cause is not (Dns or Caller))
        {
            found.Add(AlertSubject.Service(cluster, edge.Destination.Written));
        }

        if (edge.Class != VerdictClass.Application || edge.Cause == Caller)
        {
            found.Add(AlertSubject.Workload(cluster, edge.Source.Written));
        }

        found.Add(EdgeItself(edge));
        return found;
    }

    /// <summary>What an edge that is well clears, of what others of a class may come from.</summary>
    public static IEnumerable<AlertSubject> ClearedBy(EdgeSummary edge, VerdictClass accused)
    {
        var cluster = ClusterOf(edge);
        List<AlertSubject> cleared = [AlertSubject.Service(cluster, edge.Destination.Written), AlertSubject.Workload(cluster, edge.Source.Written)];
        if (accused == VerdictClass.Network)
        {
            AddPaths(cleared, cluster, edge.Paths ?? []);
        }
        else
        {
            cleared.AddRange(NodesOf(edge, static path => path.SourceNode).Union(NodesOf(edge, static path => path.DestinationNode)).Select(node => AlertSubject.Node(cluster, node)));
        }

        return cleared;
    }

    public static AlertSubject EdgeItself(EdgeSummary edge) =>
        AlertSubject.Edge(ClusterOf(edge), edge.Id, edge.Source.Written, edge.Destination.Written);

    public static string ClusterOf(EdgeSummary edge) => EdgeKey.TryParse(edge.Id, out var key) ? key.Cluster : "";

    // Within a node nothing is between nodes: such a path neither accuses a pair nor clears it.
    private static void AddPaths(List<AlertSubject> found, string cluster, IEnumerable<EdgePath> paths)
    {
        HashSet<AlertSubject> known = [];
        foreach (var path in paths.Where(static path => path.IsBetweenNodes))
        {
            known.Add(AlertSubject.NodePair(cluster, path.SourceNode, path.DestinationNode));
            known.Add(AlertSubject.Node(cluster, path.SourceNode));
            known.Add(AlertSubject.Node(cluster, path.DestinationNode));
            if (path.SourceZone.Length > 0 && path.DestinationZone.Length > 0 && path.SourceZone != path.DestinationZone)
            {
                known.Add(AlertSubject.ZonePair(cluster, path.SourceZone, path.DestinationZone));
            }
        }

        found.AddRange(known.OrderBy(static subject => subject.Kind));
    }

    // What is wrong with a node towards others may show within it as well; that alone accuses nobody.
    private static void AddWithin(List<AlertSubject> found, string cluster, List<EdgePath> paths) => found.AddRange(paths
        .Where(static path => path.SourceNode.Length > 0 && path.SourceNode == path.DestinationNode)
        .Select(path => AlertSubject.Node(cluster, path.SourceNode))
        .Except(found)
        .ToList());

    // Paths that are known to be bad, else those that are not known to be well.
    private static IEnumerable<EdgePath> Suspects(EdgeSummary edge)
    {
        var paths = edge.Paths ?? [];
        return paths.Exists(static path => path.State == PathState.Bad)
            ? paths.Where(static path => path.State == PathState.Bad)
            : paths.Where(static path => path.State != PathState.Well);
    }

    private static IEnumerable<string> NodesOf(EdgeSummary edge, Func<EdgePath, string> end) =>
        (edge.Paths ?? []).Select(end).Where(static node => node.Length > 0).Distinct(StringComparer.Ordinal);
}
