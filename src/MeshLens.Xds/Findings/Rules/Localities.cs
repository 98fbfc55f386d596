using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>How a cluster's endpoints lie.</summary>
internal static class Localities
{
    private const double Whole = 100;

    public static IReadOnlyList<Locality> Of(ClusterModel cluster) =>
    [
        .. cluster.Endpoints.GroupBy(static endpoint => (endpoint.Region, endpoint.Zone, endpoint.Priority)).Select(static group =>
        {
            var endpoints = group.Sum(static endpoint => (double)endpoint.Weight);
            return new Locality(group.Key.Region, group.Key.Zone, group.Key.Priority, group.First().LocalityWeight ?? endpoints, endpoints);
        }),
    ];

    /// <summary>
    /// Whether somebody distributed traffic: istiod then gives localities percentages. Otherwise each weighs as much as its endpoints.
    /// </summary>
    public static bool HavePercentages(IReadOnlyCollection<Locality> localities) =>
        localities.Sum(static locality => locality.Weight) == Whole && localities.Any(static locality => locality.Weight != locality.EndpointWeight);
}
