using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Time;

/// <summary>What a request takes as its caller feels it, in nanoseconds, by the best source at hand.</summary>
/// <param name="BaselineNs">Null when the edge was never seen well.</param>
/// <param name="ExcessNs">Zero when that is not known.</param>
/// <param name="Change">Of turns, or of the totals that a proxy logged.</param>
/// <param name="Hop">The proxy that logged it; null when the kernel timed it.</param>
internal sealed record FeltTime(double NowNs, double? BaselineNs, double ExcessNs, Change Change, HopView? Hop)
{
    private const double MostRequests = 0.5;

    /// <summary>
    /// Turns in the kernel come first: they are what the caller's application waits for. Where it cannot tell most of them apart
    /// (HTTP/2, TLS that multiplexes), or sees only what the caller's proxy sends on, the log of the proxy next to the caller
    /// stands in.
    /// </summary>
    public static HopView? Logged(HopView? first, LegMeasurement? caller) =>
        first is not null && (IsBehindProxy(first, caller) || (caller?.Find(Signal.Turn)?.Histogram.Count ?? 0) < MostRequests * first.Ended) ? first : null;

    public static FeltTime Of(TimeBudget kernel, Change turn, HopView? logged) => logged is null
        ? new(kernel.FeltNs, kernel.FeltBaselineNs, kernel.ExcessNs, turn, null)
        : Of(logged, logged.PerRequestNs(HopPart.Total), logged.UsualPerRequestNs(HopPart.Total));

    private static bool IsBehindProxy(HopView first, LegMeasurement? caller) =>
        first.Reporter == AccessReporter.Client && caller?.Leg is Leg.ProxyToProxy or Leg.ToWaypoint or Leg.ProxyToApp;

    private static FeltTime Of(HopView hop, double now, double? usual) =>
        new(now, usual, usual is { } known ? now - known : 0, hop.Part(HopPart.Total), hop);
}
