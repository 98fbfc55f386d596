namespace MeshLens.Metrics.Prometheus;

/// <summary>How the asking of a Prometheus goes.</summary>
public sealed record PrometheusStatus
{
    /// <summary>The metrics that it does not tell, each with the reason of the last time.</summary>
    public IReadOnlyList<(string Metric, string Reason)> Troubles { get; init; } = [];

    /// <summary>Since when there are troubles; since when there are none.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Rounds so far.</summary>
    public long Rounds { get; init; }

    /// <summary>Series that are remembered.</summary>
    public int Series { get; init; }

    /// <summary>Series of the last round for which there was no room.</summary>
    public long SeriesLeftOut { get; init; }
}
