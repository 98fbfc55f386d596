using MeshLens.Core.Classification.View;
using MeshLens.Core.Edges;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Writing;

/// <summary>Names the source of Istio's that would have decided an edge on which there are proxies.</summary>
internal static class MissingSources
{
    public static IEnumerable<string> Of(EdgeView edge, Cause cause)
    {
        if (cause.Name is not null || cause == Cause.Healthy)
        {
            yield break;
        }

        if (edge.Hops.Client is null && (edge.Caller?.Leg is Leg.AppToProxy or Leg.ProxyToProxy or Leg.ToWaypoint || edge.Hops.Farthest is not null))
        {
            yield return "access log of the caller's proxy: it would tell what the proxy itself takes, and its flags why requests fail";
        }

        if (edge.Hops.Server is null && (edge.Callee?.Leg is Leg.ProxyToApp or Leg.ProxyToProxy || edge.Hops.Client is not null))
        {
            yield return "access log of the destination's proxy: it would tell the destination's time from the way to it";
        }

        if (edge.Hops.Client is { } client && client.Part(HopPart.BeforeUpstream).IsShifted && client.Histogram(HopPart.Connect) is null && client.Histogram(HopPart.PoolWait) is null)
        {
            yield return "connection timings of the caller's proxy (its OpenTelemetry access log): they would tell waiting for a connection, connecting and TLS from the proxy's filters";
        }
    }
}
