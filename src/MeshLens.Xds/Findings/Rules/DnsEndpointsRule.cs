using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Endpoints come from DNS.</summary>
internal sealed class DnsEndpointsRule : ClusterRule
{
    private static readonly TimeSpan Rare = TimeSpan.FromMinutes(5);

    public override RuleInfo Info { get; } = new(
        "dns-endpoints",
        [57],
        Severity.Info,
        "Endpoints come from DNS",
        "The proxy itself looks a destination up in DNS. A warning when it asks less than every five minutes and does not follow the answers' lifetime.",
        "Endpoints from the control plane, and addresses written into a ServiceEntry.",
        "After the destination moved, connects go to old addresses for up to the refresh time; slow or failing DNS shows as flag UF or DF.",
        "ServiceEntry spec.resolution, meshConfig dnsRefreshRate",
        "Follow the lifetime of answers, or refresh every minute; for services inside the cluster use STATIC or the service's own name.");

    protected override Observation? Judge(ClusterModel cluster, ConfigurationModel model)
    {
        if (cluster.Dns is not { } dns || !cluster.IsOutbound)
        {
            return null;
        }

        var isRare = dns.Refresh >= Rare && !dns.FollowsTtl;
        var age = dns.FollowsTtl ? "as long as its answers say" : $"every {Words.Of(dns.Refresh)}";
        return new(
            PlaceOf(cluster),
            null,
            $"ServiceEntry for {cluster.Service!.Value.Host}: spec.resolution",
            $"DNS is asked again {age}.",
            new(PredictedEffect.Failure, $"Connects to old addresses after a move, until DNS is asked again ({age}).", Flag: "UF"),
            isRare ? Severity.Warning : Severity.Info);
    }
}
