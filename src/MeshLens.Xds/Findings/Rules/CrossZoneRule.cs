using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A locality rule leads most requests out of the caller's zone.</summary>
internal sealed class CrossZoneRule : ClusterRule
{
    private const string Setting = "loadBalancer.localityLbSetting.";

    public override RuleInfo Info { get; } = new(
        "cross-zone",
        [26],
        Severity.Warning,
        "A locality rule sends requests to another zone",
        "The localities of a cluster carry the percentages of a distribute rule and more than half goes out of the caller's zone, or endpoints of the caller's zone are only used when others fail.",
        "Services with endpoints in several zones and no rule, where requests are spread by number; services that live in another zone altogether; views whose own zone is not known.",
        "Every such request pays the round trip to the other zone: latency has one mode per zone, and so has the kernel's round trip time.",
        "DestinationRule spec.trafficPolicy.loadBalancer.localityLbSetting",
        "Keep requests in the zone (the default), or distribute a part of them only.");

    protected override Observation? Judge(ClusterModel cluster, ConfigurationModel model)
    {
        if (!model.View.KnowsItsZone || cluster.Source is null || cluster.Endpoints.Count == 0)
        {
            return null;
        }

        var localities = Localities.Of(cluster);
        return Distributed(cluster, localities, model.View) ?? Inverted(cluster, localities, model.View);
    }

    private static Observation? Distributed(ClusterModel cluster, IReadOnlyList<Locality> localities, ConfigurationView view)
    {
        var first = localities.Where(static locality => locality.Priority == 0).ToList();
        if (!Localities.HavePercentages(first))
        {
            return null;
        }

        var away = first.Where(locality => !locality.IsAt(view)).ToList();
        var share = away.Sum(static locality => locality.Weight) / first.Sum(static locality => locality.Weight);
        return share > 0.5 ? Seen(cluster, "distribute", share, away) : null;
    }

    private static Observation? Inverted(ClusterModel cluster, IReadOnlyList<Locality> localities, ConfigurationView view)
    {
        var away = localities.Where(locality => locality.Priority == 0).ToList();
        return away.Count > 0 && !away.Exists(locality => locality.IsAt(view)) && localities.Any(locality => locality.Priority > 0 && locality.IsAt(view))
            ? Seen(cluster, "failoverPriority", 1, away)
            : null;
    }

    private static Observation Seen(ClusterModel cluster, string field, double share, List<Locality> away)
    {
        var zones = string.Join(", ", away.Select(static locality => locality.Zone).Distinct());
        return Policy(
            cluster,
            Setting + field,
            $"{Words.Percent(share)} of the requests are sent to {zones}.",
            new(PredictedEffect.Path, $"{(share >= 1 ? "Every request" : Words.Percent(share) + " of requests")} pays the round trip to {zones}.", Share: share));
    }
}
