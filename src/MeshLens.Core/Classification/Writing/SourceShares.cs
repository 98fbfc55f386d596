using MeshLens.Core.Classification.View;
using MeshLens.Core.Signals;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Writing;

/// <summary>Which source saw how much of the edge.</summary>
internal static class SourceShares
{
    // Most edges are seen whole from both ends and by nothing else: they share one answer.
    private static readonly List<SourceCoverage> KernelAlone =
    [
        new(SourceKind.Kernel, AccessReporter.Client, true, 1),
        new(SourceKind.Kernel, AccessReporter.Server, true, 1),
        new(SourceKind.AccessLog, AccessReporter.Client, false, 0),
        new(SourceKind.AccessLog, AccessReporter.Server, false, 0),
        new(SourceKind.Metrics, null, false, null),
        new(SourceKind.Configuration, null, false, null),
    ];

    public static List<SourceCoverage> Of(EdgeView edge)
    {
        var shares = Shares(edge);
        return shares.SequenceEqual(KernelAlone) ? KernelAlone : shares;
    }

    private static List<SourceCoverage> Shares(EdgeView edge)
    {
        var all = DiagnosisWriter.Requests(edge);
        var coverage = edge.Snapshot.Coverage;
        List<SourceCoverage> shares =
        [
            new(SourceKind.Kernel, AccessReporter.Client, coverage.ClientSeen || edge.Caller is not null, Share(edge.Caller?.Find(Signal.Turn)?.Histogram.Count ?? 0, all)),
            new(SourceKind.Kernel, AccessReporter.Server, coverage.ServerSeen || edge.Callee is not null, Share(edge.Callee?.Find(Signal.Service)?.Histogram.Count ?? 0, all)),
            Logged(AccessReporter.Client, edge.Hops.Client, all),
            Logged(AccessReporter.Server, edge.Hops.Server, all),
            .. Counted(edge, all),
            new(SourceKind.Configuration, null, edge.Snapshot.Configuration is { IsKnown: true, Stale: false }, null),
        ];
        if (edge.Hops.Waypoint is { } waypoint)
        {
            shares.Insert(3, Logged(AccessReporter.Waypoint, waypoint, all));
        }

        return shares;
    }

    // Readings of metrics do not end where windows do, so a share of theirs is a rough one.
    private static IEnumerable<SourceCoverage> Counted(EdgeView edge, ulong all) => edge.Counted.Nearest is null
        ? [new(SourceKind.Metrics, null, edge.Snapshot.Metrics is not null, null)]
        : edge.Counted.All.Select(hop => new SourceCoverage(SourceKind.Metrics, hop.Reporter, true, Share(hop.Ended, all)));

    private static SourceCoverage Logged(AccessReporter reporter, HopView? hop, ulong all) =>
        new(SourceKind.AccessLog, reporter, hop is not null, Share(hop?.Ended ?? 0, all));

    private static float? Share(ulong seen, ulong all) => all == 0 ? null : MathF.Round(Math.Min(1, (float)seen / all), 3);
}
