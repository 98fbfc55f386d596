using MeshLens.Core.Classification.Time;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Writing;

/// <summary>What another source says of a component.</summary>
internal static class Witnesses
{
    /// <summary>Null when nobody else can tell.</summary>
    public static List<ComponentWitness>? Of(EdgeView edge, TimePart part) => Other(edge, part) is { } other
        ? [new(other.Source, Clues.Ms(other.NowNs), !Comparison.IsApart(part.NowNs, other.NowNs))]
        : null;

    /// <summary>The kernel timed the destination's application, and for the very requests that its proxy logged.</summary>
    public static bool ServesSame(EdgeView edge) =>
        edge.Callee is { Shared: false, Leg: Leg.ProxyToApp } callee
        && edge.Hops.Server is { } server
        && HopBudget.AreAlike(server.Ended, callee.Find(Signal.Service)?.Histogram.Count ?? 0);

    private static (SourceKind Source, double NowNs)? Other(EdgeView edge, TimePart part) => part switch
    {
        { Name: "service", Source: SourceKind.Kernel } when ServesSame(edge) =>
            (SourceKind.AccessLog, Math.Max(0, edge.Hops.Server!.PerRequestNs(HopPart.UpstreamWait) - edge.Time.Queueing.NowNs)),
        { Name: "upstream-wait", Proxy: AccessReporter.Client } when WaitsSame(edge) =>
            (SourceKind.Kernel, edge.Time.Turn.NowNs),
        { Name: "turn", Source: SourceKind.Kernel } when edge.Hops.Client is { } client && HopBudget.AreAlike(edge.Time.Requests, client.Ended) =>
            (SourceKind.AccessLog, HopParts.UntilAnsweredNs(client)),
        _ => null,
    };

    // The kernel timed what the caller's proxy sends on.
    private static bool WaitsSame(EdgeView edge) =>
        edge.Caller is { Leg: Leg.ProxyToProxy or Leg.ToWaypoint }
        && edge.Hops.Client is { } client
        && HopBudget.AreAlike(edge.Time.Requests, client.Ended);
}
