using MeshLens.Xds.Model;
using EdgeConfiguration = MeshLens.Core.Snapshots.EdgeConfiguration;

namespace MeshLens.Xds.Edges;

/// <summary>Adds to what is configured for an edge what its requests meet where they arrive: that stands in the view of the destination's own proxies alone.</summary>
public static class Arrival
{
    private const int MaxFilters = 16;

    /// <param name="told">What the caller, or MeshLens itself, is told.</param>
    /// <param name="destination">The service port.</param>
    /// <param name="servers">What proxies of the destination are told; one is enough, as they are told alike.</param>
    public static EdgeConfiguration Add(EdgeConfiguration told, DestinationModel destination, IReadOnlyList<ConfigurationState> servers)
    {
        var ports = destination.Clusters.SelectMany(static cluster => cluster.Endpoints).Select(static endpoint => endpoint.Port).ToHashSet();
        var filters = servers.SelectMany(server => FilterWriter.WriteArriving(server.Model, ports)).DistinctBy(static filter => filter.Name).Take(MaxFilters).ToList();
        var findings = servers.SelectMany(static server => server.Findings).Where(static finding => finding.IsAtReader)
            .Where(finding => filters.Exists(filter => finding.Field.EndsWith($" {filter.Name}", StringComparison.Ordinal)))
            .DistinctBy(static finding => (finding.Rule, finding.Field))
            .Select(static finding => FindingWriter.Write(finding, []));
        return filters.Count == 0 ? told : told with { Filters = [.. told.Filters, .. filters], Findings = [.. told.Findings, .. findings] };
    }
}
