using System.Text.Json;
using MeshLens.Core.Identity;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Windows;
using MeshLens.Grains.Mesh;
using MeshLens.Ingest.Edges;
using MeshLens.Metrics.Scraping;
using MeshLens.Metrics.Tracking;

namespace MeshLens.Ingest.Metrics;

/// <summary>Gives edges what proxies counted of them.</summary>
/// <remarks>
/// What was counted between two scrapes is spread evenly over the windows in between, by this server's clock: nobody knows more. When a
/// target was not heard of for several turns, what it gained meanwhile would look like a burst of now; it is left out, and counted.
/// </remarks>
internal sealed class MetricIntake(MetricEdgeFinder finder, EdgeTable edges, MetricInstruments instruments, WindowClock clock) : IMetricsTaker, IMetricsPlacing
{
    private const int MostTurns = 3;

    private readonly Lock _gate = new();

    /// <summary>What became of it.</summary>
    public PlacingView Status
    {
        get
        {
            lock (_gate)
            {
                return new(
                    instruments.Placed,
                    Enum.GetValues<Unplaced>().Select(reason => (Name: JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()), Count: instruments.CountOf(reason)))
                        .Where(static each => each.Count > 0)
                        .ToDictionary(static each => each.Name, static each => each.Count),
                    [.. finder.Portless.Select(static pair => new PortlessPair(pair.Source, pair.Destination, pair.Reason == Unplaced.SeveralPorts))]);
            }
        }
    }

    public void Take(MeshWorkload? owner, TimeSpan interval, ScrapeResult result)
    {
        if (result.Outcome != ScrapeOutcome.Taken)
        {
            return;
        }

        var (report, length) = (ScrapeReport.Of(result.Gains), result.At - result.Since);
        if (length > MostTurns * interval)
        {
            instruments.CountUnplaced(Unplaced.TooLongAgo, report.Edges.Count + report.Clusters.Count);
            return;
        }

        lock (_gate)
        {
            finder.Refresh();
            Place(owner, report, WindowShare.Over(clock.Now, length));
        }
    }

    private void Place(MeshWorkload? owner, ScrapeReport report, List<WindowShare> shares)
    {
        foreach (var edge in report.Edges)
        {
            var slot = finder.Find(edge.Edge, out var reason);
            Count(slot is not null && shares.TrueForAll(share => AddTo(slot, ReportDeltas.Of(edge, share), out reason)), reason);
        }

        // A proxy has a cluster for every service it may call; those it does not call are no edges.
        foreach (var cluster in report.Clusters.Where(ClusterDeltas.IsInUse))
        {
            var slot = finder.Join(owner, cluster.Cluster, out var reason);
            Count(slot is not null && shares.TrueForAll(share => AddTo(slot, ClusterDeltas.Of(cluster, share), out reason)), reason);
            if (slot is not null)
            {
                edges.Leave(slot);
            }
        }
    }

    private static bool AddTo(EdgeSlot slot, MetricDelta delta, out Unplaced reason)
    {
        reason = Unplaced.PendingLimit;
        return slot.Add(delta);
    }

    private void Count(bool placed, Unplaced reason)
    {
        if (placed)
        {
            instruments.CountPlaced();
        }
        else
        {
            instruments.CountUnplaced(reason);
        }
    }
}
