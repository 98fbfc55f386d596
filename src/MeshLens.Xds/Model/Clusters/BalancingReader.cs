using Envoy.Config.Cluster.V3;
using Envoy.Extensions.LoadBalancingPolicies.Common.V3;
using Envoy.Extensions.LoadBalancingPolicies.LeastRequest.V3;
using Envoy.Extensions.LoadBalancingPolicies.RingHash.V3;
using Envoy.Extensions.LoadBalancingPolicies.RoundRobin.V3;
using Envoy.Extensions.LoadBalancingPolicies.WrrLocality.V3;
using Google.Protobuf.WellKnownTypes;

namespace MeshLens.Xds.Model.Clusters;

/// <summary>Reads a load-balancing policy from either place Envoy takes it from: the extension, when there is one, wins.</summary>
internal static class BalancingReader
{
    public static BalancingModel Read(Cluster cluster) => Extension(cluster.LoadBalancingPolicy) is { } extension
        ? FromExtension(extension, cluster)
        : new(
            PolicyOf(cluster.LbPolicy),
            cluster.LbPolicy == Cluster.Types.LbPolicy.Maglev ? cluster.MaglevLbConfig?.TableSize : cluster.RingHashLbConfig?.MinimumRingSize,
            (cluster.LeastRequestLbConfig?.SlowStartConfig ?? cluster.RoundRobinLbConfig?.SlowStartConfig)?.SlowStartWindow.Positive(),
            cluster.CommonLbConfig?.HealthyPanicThreshold?.Value,
            cluster.CommonLbConfig?.LocalityWeightedLbConfig is not null,
            cluster.CommonLbConfig?.ZoneAwareLbConfig is not null);

    private static Any? Extension(LoadBalancingPolicy? policy) => policy?.Policies.FirstOrDefault()?.TypedExtensionConfig?.TypedConfig;

    private static BalancingModel FromExtension(Any extension, Cluster cluster)
    {
        if (extension.As<WrrLocality>() is { } outer && Extension(outer.EndpointPickingPolicy) is { } inner)
        {
            return FromExtension(inner, cluster) with { WeighsLocalities = true };
        }

        var least = extension.As<LeastRequest>();
        var round = extension.As<RoundRobin>();
        var ring = extension.As<RingHash>();
        var locality = least?.LocalityLbConfig ?? round?.LocalityLbConfig;
        return new(
            NameOf(extension.TypeName()),
            ring?.MinimumRingSize,
            (least?.SlowStartConfig ?? round?.SlowStartConfig)?.SlowStartWindow.Positive(),
            cluster.CommonLbConfig?.HealthyPanicThreshold?.Value,
            IsWeighted(locality) || IsWeighted(ring?.LocalityWeightedLbConfig),
            locality?.ZoneAwareLbConfig is not null);
    }

    private static bool IsWeighted(LocalityLbConfig? config) => config?.LocalityWeightedLbConfig is not null;

    private static bool IsWeighted(LocalityLbConfig.Types.LocalityWeightedLbConfig? config) => config is not null;

    private static BalancingPolicy NameOf(string type) => type.Split('.')[^1] switch
    {
        "LeastRequest" => BalancingPolicy.LeastRequest,
        "RoundRobin" => BalancingPolicy.RoundRobin,
        "Random" => BalancingPolicy.Random,
        "RingHash" => BalancingPolicy.RingHash,
        "Maglev" => BalancingPolicy.Maglev,
        "ClusterProvided" => BalancingPolicy.ClusterProvided,
        _ => BalancingPolicy.Extension,
    };

    private static BalancingPolicy PolicyOf(Cluster.Types.LbPolicy policy) => policy switch
    {
        Cluster.Types.LbPolicy.RoundRobin => BalancingPolicy.RoundRobin,
        Cluster.Types.LbPolicy.LeastRequest => BalancingPolicy.LeastRequest,
        Cluster.Types.LbPolicy.Random => BalancingPolicy.Random,
        Cluster.Types.LbPolicy.RingHash => BalancingPolicy.RingHash,
        Cluster.Types.LbPolicy.Maglev => BalancingPolicy.Maglev,
        Cluster.Types.LbPolicy.ClusterProvided => BalancingPolicy.ClusterProvided,
        _ => BalancingPolicy.Extension,
    };
}
