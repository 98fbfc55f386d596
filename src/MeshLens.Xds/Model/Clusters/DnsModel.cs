using Envoy.Config.Cluster.V3;

namespace MeshLens.Xds.Model.Clusters;

/// <summary>How often a proxy asks DNS for a cluster's endpoints.</summary>
/// <param name="Refresh">The time between questions; Envoy's default is 5 s.</param>
/// <param name="FollowsTtl">The answer's own lifetime decides instead.</param>
public sealed record DnsModel(TimeSpan Refresh, bool FollowsTtl)
{
    private static readonly TimeSpan DefaultRefresh = TimeSpan.FromSeconds(5);

    internal static DnsModel? Of(Cluster cluster) => cluster.Type is Cluster.Types.DiscoveryType.StrictDns or Cluster.Types.DiscoveryType.LogicalDns
#pragma warning disable CS0612, CS0618 // Control planes still send them.
        ? new(cluster.DnsRefreshRate.Positive() ?? DefaultRefresh, cluster.RespectDnsTtl)
#pragma warning restore CS0612, CS0618
        : null;
}
