using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>What the mesh's configuration says about an edge when a window closes: findings with what they predict, and the settings behind them.</summary>
/// <remarks>
/// Made by whoever reads a control plane, shared by every edge that it holds for, and never changed: where it was read, a null setting means
/// that it is not limited, not that it is not known. Lists are bounded, and what was left out is counted.
/// </remarks>
[GenerateSerializer, Immutable, Alias("meshlens.edge-configuration")]
public sealed record EdgeConfiguration
{
    /// <summary>When the configuration was pushed.</summary>
    [Id(0)] public DateTimeOffset AsOf { get; set; }

    /// <summary>Nobody serves it any more: it may have changed since.</summary>
    [Id(1)] public bool Stale { get; set; }

    /// <summary>Whose view it is.</summary>
    [Id(2)] public string View { get; set; } = "";

    /// <summary>That is the caller's own proxy; another one may be told otherwise.</summary>
    [Id(3)] public bool IsCallers { get; set; }

    /// <summary>The destination is in it. Otherwise only what holds for every destination is said.</summary>
    [Id(4)] public bool IsKnown { get; set; }

    /// <summary>What rules find in it that concerns this edge, the worst first.</summary>
    [Id(5)] public List<ConfiguredFinding> Findings { get; set; } = [];

    /// <summary>How many findings are left out for want of room.</summary>
    [Id(6)] public int MoreFindings { get; set; }

    /// <summary>The routes that may lead to the destination, in matching order; none for plain TCP.</summary>
    [Id(7)] public List<ConfiguredRoute> Routes { get; set; } = [];

    /// <summary>Connections to the destination; the strictest of the clusters that routes lead to.</summary>
    [Id(8)] public ConfiguredPool? Pool { get; set; }

    /// <summary>When a proxy stops using an endpoint; null when it never does.</summary>
    [Id(9)] public ConfiguredOutlier? Outlier { get; set; }

    /// <summary>HTTP filters on the way that cost time or decide a request's fate.</summary>
    [Id(10)] public List<ConfiguredFilter> Filters { get; set; } = [];

    /// <summary>The zone of the one whose view it is; empty when unknown.</summary>
    [Id(11)] public string Zone { get; set; } = "";

    /// <summary>Endpoints that routes lead to.</summary>
    [Id(12)] public List<ConfiguredEndpoint> Endpoints { get; set; } = [];

    /// <summary>How many endpoints there are, those that are left out included.</summary>
    [Id(13)] public int EndpointCount { get; set; }

    /// <summary>Endpoints were served, be there any or none; otherwise nothing is known of them.</summary>
    [Id(14)] public bool AreEndpointsServed { get; set; }

    /// <summary>The findings of these rules.</summary>
    public IEnumerable<ConfiguredFinding> Of(params string[] rules) => Findings.Where(finding => rules.Contains(finding.Rule));

    /// <summary>The endpoint at an address, whatever port either was seen with; null when it is not listed.</summary>
    public ConfiguredEndpoint? EndpointAt(string endpoint)
    {
        var position = Endpoints.FindIndex(listed => ConfiguredEndpoint.HostOf(listed.Address).SequenceEqual(ConfiguredEndpoint.HostOf(endpoint)));
        return position < 0 ? null : Endpoints[position];
    }
}
