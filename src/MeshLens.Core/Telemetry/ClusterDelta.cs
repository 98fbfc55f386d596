using Orleans;

namespace MeshLens.Core.Telemetry;

/// <summary>What Envoys of one kind say of their cluster of a destination.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.cluster-delta")]
public sealed record ClusterDelta
{
    /// <summary>Subsets beyond <see cref="MetricSums.MostSubsets"/> together.</summary>
    public const string OtherSubsets = "other";

    /// <summary>Empty for the whole service.</summary>
    [Id(0)] public string Subset { get; set; } = "";

    /// <summary>What was counted, all proxies together.</summary>
    [Id(1)] public List<ClusterCount> Counts { get; set; } = [];

    /// <summary>How things stood at single proxies.</summary>
    [Id(2)] public List<ClusterLevel> Levels { get; set; } = [];

    /// <summary>Connections whose time to be ready was counted.</summary>
    [Id(3)] public ulong ConnectCount { get; set; }

    /// <summary>That time added up, in milliseconds, TLS included.</summary>
    [Id(4)] public double ConnectSumMs { get; set; }

    /// <summary>Zero when nothing was counted.</summary>
    public ulong Count(ClusterCounter counter) => Counts.Find(each => each.Counter == counter).Value;

    /// <summary>Null when no proxy says.</summary>
    public ClusterLevel? Level(ClusterGauge gauge)
    {
        var position = Levels.FindIndex(each => each.Gauge == gauge);
        return position < 0 ? null : Levels[position];
    }
}
