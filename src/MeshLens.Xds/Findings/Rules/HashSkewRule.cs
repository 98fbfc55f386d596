using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Routes;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A value in the request picks the endpoint.</summary>
internal sealed class HashSkewRule : RouteRule
{
    public override RuleInfo Info { get; } = new(
        "hash-skew",
        [29],
        Severity.Warning,
        "Endpoints are picked by a value in the request",
        "A route leads to a cluster that hashes, and the key is a header, a query parameter, a cookie that the application sets, or the caller's address.",
        "A cookie with a lifetime, of which the proxy gives each new caller its own: values are many, and the load evens out; hash settings on a cluster that does not hash.",
        "Load follows the values, not the hosts: an endpoint is as hot as the values that fall on it, and stays so for as long as they come.",
        "DestinationRule spec.trafficPolicy.loadBalancer.consistentHash",
        "Hash by something with many values of equal weight, or balance by LEAST_REQUEST.");

    protected override Observation? Judge(RouteModel route, ConfigurationModel model)
    {
        var hashing = route.Targets.Select(target => model.FindCluster(target.Cluster)).FirstOrDefault(static cluster => cluster?.Balancing.Hashes == true);
        var keys = route.HashKeys.Where(static key => !key.IsHandedOut && key.Kind != HashKeyKind.FilterState).ToList();
        if (hashing is null || keys.Count == 0)
        {
            return null;
        }

        var key = string.Join(", ", keys.Select(NameOf));
        return new(
            PlaceOf(route),
            hashing.Source,
            "spec.trafficPolicy.loadBalancer.consistentHash",
            $"The endpoint of a request is picked by {key}.",
            new(PredictedEffect.Imbalance, $"Load follows the values of {key}, not the hosts."));
    }

    private static string NameOf(HashKey key) => key.Kind switch
    {
        HashKeyKind.Header => key.Name,
        HashKeyKind.Cookie => $"cookie {key.Name}",
        HashKeyKind.QueryParameter => $"query parameter {key.Name}",
        _ => "the caller's address",
    };
}
