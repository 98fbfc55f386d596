using MeshLens.Grains.Mesh;
using MeshLens.Metrics.Prometheus;
using MeshLens.Metrics.Scraping;

namespace MeshLens.Server.Metrics;

/// <summary>What the reading of metrics says of itself.</summary>
internal static class MetricsDescription
{
    public static MetricsView Of(MetricsReading reading, PlacingView placing)
    {
        var (scrapes, prometheus) = (reading.Scrapes?.Status ?? new(), reading.Prometheus?.Status ?? new());
        return new()
        {
            Targets = scrapes.Kinds.ToDictionary(static each => NameOf(each.Key), static each => each.Value),
            Answering = scrapes.Answering,
            Failing = scrapes.Failing,
            NotAnswering = [.. scrapes.Troubles.Select(Describe)],
            NotAsked = scrapes.Ambiguous + scrapes.TargetsLeftOut,
            Prometheus = reading.Prometheus is { } asked ? Describe(asked.Address, prometheus) : null,
            Series = scrapes.Series + prometheus.Series,
            SeriesLeftOut = scrapes.SeriesLeftOut + prometheus.SeriesLeftOut,
            Scrapes = scrapes.Scrapes,
            Failed = scrapes.Failed,
            Skipped = scrapes.Skipped,
            Placing = placing,
        };
    }

    private static FailingTarget Describe(TargetTrouble trouble) => new(
        trouble.Target, NameOf(trouble.Kind), trouble.Address.ToString(), NameOf(trouble.Failure), trouble.Reason, trouble.Since, trouble.Times);

    private static PrometheusView Describe(Uri address, PrometheusStatus status) => new()
    {
        Server = address.ToString(),
        State = status.Rounds == 0 ? "connecting" : status.Troubles.Count == 0 ? "live" : "stale",
        Since = status.Since,
        NotTold = status.Troubles.ToDictionary(static trouble => trouble.Metric, static trouble => trouble.Reason),
        Rounds = status.Rounds,
    };

    private static string NameOf<T>(T value)
        where T : struct, Enum =>
        value.ToString().ToLowerInvariant();
}
