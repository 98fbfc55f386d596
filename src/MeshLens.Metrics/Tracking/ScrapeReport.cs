using MeshLens.Metrics.Meaning;

namespace MeshLens.Metrics.Tracking;

/// <summary>What a scrape says, by edge and by cluster.</summary>
public sealed class ScrapeReport
{
    private readonly Dictionary<ReportedEdge, EdgeReport> _edges = [];
    private readonly Dictionary<ReportedCluster, ClusterReport> _clusters = [];

    private ScrapeReport()
    {
    }

    public IReadOnlyCollection<EdgeReport> Edges => _edges.Values;

    public IReadOnlyCollection<ClusterReport> Clusters => _clusters.Values;

    public static ScrapeReport Of(IReadOnlyList<Gain> gains)
    {
        ArgumentNullException.ThrowIfNull(gains);
        var report = new ScrapeReport();
        foreach (var gain in gains)
        {
            if (gain.Meaning.Edge is { } edge)
            {
                Add(report.For(edge), gain.Meaning, gain.Value);
            }
            else if (gain.Meaning.Cluster is { } cluster)
            {
                Add(report.For(cluster), gain.Meaning, gain.Value);
            }
        }

        return report;
    }

    private static void Add(EdgeReport report, SeriesMeaning meaning, double value)
    {
        switch (meaning.Measure)
        {
            case Measure.Requests: Sum(report.Requests, new(meaning.Code, meaning.GrpcStatus, meaning.Flags), value); break;
            case Measure.DurationBucket: report.Durations.AddUpTo(meaning.Bound, value); break;
            case Measure.DurationSumMs: report.Durations.Sum += value; break;
            case Measure.DurationCount: report.Durations.Count += value; break;
            case Measure.RequestBytes: report.RequestBytes += value; break;
            case Measure.ResponseBytes: report.ResponseBytes += value; break;
            case Measure.TcpOpened: report.TcpOpened += value; break;
            case Measure.TcpClosed: AddClosed(report, meaning.Flags, value); break;
            case Measure.TcpFailed: Sum(report.TcpFailed, meaning.Flags, value); break;
            case Measure.TcpSentBytes: report.TcpSentBytes += value; break;
            case Measure.TcpReceivedBytes: report.TcpReceivedBytes += value; break;
        }
    }

    private static void Add(ClusterReport report, SeriesMeaning meaning, double value)
    {
        switch (meaning.Measure)
        {
            case Measure.ConnectBucket: report.Connects.AddUpTo(meaning.Bound, value); break;
            case Measure.ConnectSumMs: report.Connects.Sum += value; break;
            case Measure.ConnectCount: report.Connects.Count += value; break;
            default: Sum(report.Values, meaning.Measure, value); break;
        }
    }

    private static void AddClosed(EdgeReport report, string flags, double value)
    {
        report.TcpClosed += value;
        if (flags != "-")
        {
            Sum(report.TcpClosedBy, flags, value);
        }
    }

    private static void Sum<TKey>(Dictionary<TKey, double> sums, TKey key, double value)
        where TKey : notnull => sums[key] = sums.GetValueOrDefault(key) + value;

    private EdgeReport For(ReportedEdge edge)
    {
        if (!_edges.TryGetValue(edge, out var report))
        {
            _edges.Add(edge, report = new(edge));
        }

        return report;
    }

    private ClusterReport For(ReportedCluster cluster)
    {
        if (!_clusters.TryGetValue(cluster, out var report))
        {
            _clusters.Add(cluster, report = new(cluster));
        }

        return report;
    }
}
