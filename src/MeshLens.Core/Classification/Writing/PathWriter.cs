using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Writing;

/// <summary>Says of each path of an edge whether it is one that got worse, where its replicas can be compared.</summary>
internal static class PathWriter
{
    public static List<EdgePath>? Of(List<EdgePath>? paths, List<DiagnosedEndpoint> endpoints)
    {
        if (paths is null || endpoints.Count < 2)
        {
            return paths;
        }

        var bad = NodesOf(endpoints, static state => state is EndpointState.Far or EndpointState.Slow or EndpointState.Failing);
        var well = NodesOf(endpoints, static state => state == EndpointState.Well);
        return paths.ConvertAll(path => path with
        {
            State = bad.Contains(path.DestinationNode) ? PathState.Bad : well.Contains(path.DestinationNode) ? PathState.Well : PathState.Unknown,
        });
    }

    private static HashSet<string> NodesOf(List<DiagnosedEndpoint> endpoints, Func<EndpointState, bool> isSo) =>
        [.. endpoints.Where(endpoint => isSo(endpoint.State)).Select(static endpoint => endpoint.Node).OfType<string>()];
}
