using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Alerting.Tests.Fakes;

/// <summary>Summaries of edges as a catalog would hold them.</summary>
internal static class Edges
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static EdgeSummary Healthy(string source, string destination, params EdgePath[] paths) => new()
    {
        Id = $"k1~shop~{source}~shop~{destination}~8080",
        Source = new("shop", source, PartyKind.Workload),
        Destination = new("shop", destination, PartyKind.Service, 8080),
        Class = VerdictClass.Healthy,
        Confidence = 0.9,
        MeanMs = 5,
        Requests = 500,
        Connections = 5,
        Paths = paths.Length == 0 ? null : [.. paths],
        Since = Noon,
        WindowEnd = Noon,
    };

    public static EdgeSummary Slow(string source, string destination, params EdgePath[] paths) => Healthy(source, destination, paths) with
    {
        Class = VerdictClass.Network,
        Cause = "rtt",
        Symptom = Symptom.Growth,
        ExcessMs = 40,
        MeanMs = 45,
        Shares = new(0.9, 0, 0.05, 0.05),
        Summary = $"{source} to {destination} is slow.",
    };

    public static EdgeSummary SlowApplication(string source, string destination, params EdgePath[] paths) => Slow(source, destination, paths) with
    {
        Class = VerdictClass.Application,
        Cause = "slow-handler",
        Shares = new(0.05, 0, 0.9, 0.05),
    };

    /// <summary>The same edges in the window that ended last.</summary>
    public static List<EdgeSummary> At(DateTimeOffset now, params IEnumerable<EdgeSummary> edges)
    {
        var window = WindowGrid.IndexOf(now) - 1;
        return [.. edges.Select(edge => edge with { Window = window, WindowEnd = WindowGrid.EndOf(window) })];
    }

    public static EdgePath Way(string source, string destination, PathState state = PathState.Unknown) =>
        new(source, $"zone-{source}", destination, $"zone-{destination}", state);
}
