using MeshLens.Core.Classification.View;
using MeshLens.Core.Signals;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>Connections to the destination per request, and what one costs with TLS; by the kernel if it saw them, else by the proxy's log.</summary>
/// <param name="Usual">Null when that was never seen.</param>
internal sealed record NewConnections(double PerRequest, double? Usual, double CostNs, string Source)
{
    /// <summary>More per request than when the edge was well.</summary>
    public double More => Math.Max(0, PerRequest - (Usual ?? 0));

    /// <summary>What they add to a request, in nanoseconds.</summary>
    public double AddedNs => More * CostNs;

    public static NewConnections? Of(EdgeView edge, HopView? hop) => edge.Handshakes.All.Count > 0 ? Measured(edge, hop) : hop is null ? null : Told(hop);

    private static NewConnections Measured(EdgeView edge, HopView? hop)
    {
        var requests = hop?.Ended ?? edge.Time.Requests;
        var usually = hop is { UsuallyEnded: > 0 } ? hop.UsuallyEnded : edge.Caller?.Find(Signal.Turn)?.Baseline?.SamplesPerWindow;
        return new(
            (double)edge.Handshakes.All.Count / Math.Max(1, requests),
            edge.Handshakes.Baseline is { } known && usually > 0 ? known.SamplesPerWindow / usually : null,
            edge.Handshakes.All.MeanNs + (edge.WireClient?.Find(Signal.Setup)?.Histogram.MeanNs ?? 0),
            Sources.Kernel);
    }

    private static NewConnections? Told(HopView hop) => hop.Histogram(HopPart.Connect) is not { } connects ? null : new(
        (double)connects.Count / hop.Ended,
        hop.UsuallyEnded > 0 ? (hop.Usual(HopPart.Connect)?.SamplesPerWindow ?? 0) / hop.UsuallyEnded : null,
        connects.MeanNs + (hop.Histogram(HopPart.Tls)?.MeanNs ?? 0),
        Sources.AccessLog);
}
