using MeshLens.Core.Identity;
using MeshLens.Grains.Mesh;
using MeshLens.Kubernetes;
using MeshLens.Server.Metrics;
using MeshLens.Xds.Debug;
using MeshLens.Xds.Resources;
using MeshLens.Xds.Streaming;

namespace MeshLens.Server.Mesh;

/// <summary>What the sources say of themselves.</summary>
internal sealed class MeshDirectory(
    IdentityIndex index, IEnumerable<ControlPlaneReading> planes, IEnumerable<ClusterReading> clusters, IEnumerable<MetricsReading> metrics, IMetricsPlacing placing)
    : IMeshDirectory
{
    public MeshStatus Status()
    {
        var status = new MeshStatus
        {
            ControlPlanes = [.. planes.Select(Describe)],
            Clusters = [.. clusters.SelectMany(static reading => reading.Clusters).Select(static each => Describe(each.Reader, each.Feed))],
            Metrics = metrics.Select(reading => MetricsDescription.Of(reading, placing.Status)).FirstOrDefault(),
            Addresses = index.Addresses,
        };
        return status with { Missing = [.. MeshGaps.Of(status)] };
    }

    public async Task<ProxyConfigurationView> Configuration(string proxy, CancellationToken cancellationToken)
    {
        var view = new ProxyConfigurationView { Proxy = proxy, NotSeen = ["No control plane is read: name one with --istiod."] };
        foreach (var plane in planes)
        {
            view = ProxyDescription.Of(await plane.Views.ConfigurationAsync(proxy, cancellationToken));
        }

        return view;
    }

    private static ControlPlaneView Describe(ControlPlaneReading plane)
    {
        var (status, counters, counts) = (plane.Client.Status, plane.Client.Counters, plane.Feed.Counts);
        return new()
        {
            Addresses = [.. plane.Options.Addresses.Select(static address => address.ToString())],
            ServedBy = status.Address?.ToString() ?? "",
            Identifier = ControlPlaneVersion.Of(status.ControlPlane),
            State = NameOf(status.State),
            Since = status.Since,
            Reason = status.Reason,
            ReadAs = plane.Node.Id,
            Streams = counters.Streams,
            Acknowledged = counters.Acknowledged,
            Rejected = counters.Rejected,
            Resources = ResourceTypes.InOrder.ToDictionary(static type => type.ShortName, type => plane.Client.Snapshot.Of(type).Count),
            Proxies = plane.Proxies is { Proxies.Count: > 0 } report ? ProxySummary.Of(report) : null,
            NotSeen = plane.Proxies?.NotSeen ?? [],
            Workloads = counts.Workloads,
            Services = counts.Services,
        };
    }

    private static ClusterView Describe(ClusterReader reader, IdentityFeed feed)
    {
        var counts = feed.Counts;
        return new()
        {
            Name = reader.Cluster.Name,
            Server = reader.Cluster.Server.ToString(),
            Live = feed.IsLive,
            Workloads = counts.Workloads,
            Services = counts.Services,
            Nodes = counts.Nodes,
            Kinds =
            [
                .. reader.Status.Select(static kind => new ObjectKindView(
                    kind.Kind, NameOf(kind.State), kind.Since, kind.Reason, kind.Lists, kind.Events)),
            ],
        };
    }

    private static string NameOf<T>(T state)
        where T : struct, Enum =>
        state.ToString().ToLowerInvariant();
}
