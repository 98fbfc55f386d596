using System.Collections.Frozen;
using MeshLens.Core.Telemetry;
using MeshLens.Metrics.Meaning;
using MeshLens.Metrics.Tracking;

namespace MeshLens.Ingest.Metrics;

/// <summary>What an Envoy says of a cluster, in the words of the edge, for one window.</summary>
internal static class ClusterDeltas
{
    private static readonly FrozenDictionary<Measure, ClusterCounter> Counters = new Dictionary<Measure, ClusterCounter>
    {
        [Measure.ConnectionsTotal] = ClusterCounter.Connections,
        [Measure.ConnectFailures] = ClusterCounter.ConnectFailures,
        [Measure.ConnectTimeouts] = ClusterCounter.ConnectTimeouts,
        [Measure.ConnectionOverflows] = ClusterCounter.ConnectionOverflows,
        [Measure.ConnectionsNoneHealthy] = ClusterCounter.NoneHealthy,
        [Measure.ConnectionsDestroyedByPeerInUse] = ClusterCounter.ClosedInUse,
        [Measure.RequestsTotal] = ClusterCounter.Requests,
        [Measure.PendingTotal] = ClusterCounter.Pending,
        [Measure.PendingOverflows] = ClusterCounter.PendingOverflows,
        [Measure.RequestTimeouts] = ClusterCounter.Timeouts,
        [Measure.PerTryTimeouts] = ClusterCounter.PerTryTimeouts,
        [Measure.Retries] = ClusterCounter.Retries,
        [Measure.RetryOverflows] = ClusterCounter.RetryOverflows,
        [Measure.RetryLimitExceeded] = ClusterCounter.RetryLimits,
        [Measure.Ejections] = ClusterCounter.Ejections,
        [Measure.EjectionsOverBudget] = ClusterCounter.EjectionOverflows,
        [Measure.HealthyPanics] = ClusterCounter.Panics,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<Measure, ClusterGauge> Gauges = new Dictionary<Measure, ClusterGauge>
    {
        [Measure.ConnectionsActive] = ClusterGauge.ConnectionsActive,
        [Measure.RequestsActive] = ClusterGauge.RequestsActive,
        [Measure.PendingActive] = ClusterGauge.PendingActive,
        [Measure.EjectionsActive] = ClusterGauge.EjectionsActive,
        [Measure.MembersHealthy] = ClusterGauge.MembersHealthy,
        [Measure.MembersTotal] = ClusterGauge.Members,
        [Measure.ConnectionBreakerOpen] = ClusterGauge.ConnectionBreaker,
        [Measure.PendingBreakerOpen] = ClusterGauge.PendingBreaker,
        [Measure.RequestBreakerOpen] = ClusterGauge.RequestBreaker,
        [Measure.RetryBreakerOpen] = ClusterGauge.RetryBreaker,
    }.ToFrozenDictionary();

    /// <summary>Something was counted, or is under way.</summary>
    public static bool IsInUse(ClusterReport report) => report.Connects.Count > 0 || report.Values.Any(static each =>
        each.Value > 0 && (Counters.ContainsKey(each.Key) || each.Key is Measure.ConnectionsActive or Measure.RequestsActive or Measure.PendingActive));

    /// <summary>The caller's proxy alone says it: a cluster is where requests go.</summary>
    public static MetricDelta Of(ClusterReport report, WindowShare share)
    {
        var cluster = new ClusterDelta
        {
            Subset = report.Cluster.Subset,
            ConnectCount = share.Of(report.Connects.Count),
            ConnectSumMs = (double.IsFinite(report.Connects.Sum) ? report.Connects.Sum : 0) * (share.After - share.Before),
        };
        foreach (var (measure, value) in report.Values)
        {
            if (Gauges.TryGetValue(measure, out var gauge))
            {
                var level = (ulong)Math.Clamp(value, 0, long.MaxValue);
                cluster.Levels.Add(new(gauge, level, level));
            }
            else if (Counters.TryGetValue(measure, out var counter) && share.Of(value) is var count and > 0)
            {
                cluster.Counts.Add(new(counter, count));
            }
        }

        return new() { Window = share.Window, Reporter = AccessReporter.Client, FromMs = share.FromMs, ToMs = share.ToMs, Clusters = [cluster] };
    }
}
