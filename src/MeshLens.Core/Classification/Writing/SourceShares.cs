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
    ];

    public static List<SourceCoverage> Of(EdgeView edge)
    {
        var shares = Shares(edge);
        return shares.SequenceEqual(KernelAlone) ? KernelAlone : shares;
    }

    private static List<SourceCoverage> Shares(EdgeView edge)
    {
        var all = Requests(edge);
        var coverage = edge.Snapshot.Coverage;
        List<SourceCoverage> shares =
        [
            new(SourceKind.Kernel, AccessReporter.Client, coverage.ClientSeen || edge.Caller is not null, Share(edge.Caller?.Find(Signal.Turn)?.Histogram.Count ?? 0, all)),
            new(SourceKind.Kernel, AccessReporter.Server, coverage.ServerSeen || edge.Callee is not null, Share(edge.Callee?.Find(Signal.Service)?.Histogram.Count ?? 0, all)),
            Logged(AccessReporter.Client, edge.Hops.Client, all),
            Logged(AccessReporter.Server, edge.Hops.Server, all),
        ];
        if (edge.Hops.Waypoint is { } waypoint)
        {
            shares.Insert(3, Logged(AccessReporter.Waypoint, waypoint, all));
        }

        return shares;
    }

    // As many as the source that saw most of them.
    private static ulong Requests(EdgeView edge) =>
        edge.Hops.All.Aggregate(DiagnosisWriter.KernelRequests(edge), (most, hop) => Math.Max(most, hop.Ended));

    private static SourceCoverage Logged(AccessReporter reporter, HopView? hop, ulong all) =>
        new(SourceKind.AccessLog, reporter, hop is not null, Share(hop?.Ended ?? 0, all));

    private static float? Share(ulong seen, ulong all) => all == 0 ? null : MathF.Round(Math.Min(1, (float)seen / all), 3);
}
