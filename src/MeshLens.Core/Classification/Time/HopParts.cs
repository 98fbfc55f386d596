using MeshLens.Core.Classification.View;
using MeshLens.Core.Edges;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Time;

/// <summary>The parts of one proxy's time as means per request that add up.</summary>
internal static class HopParts
{
    private static readonly HopPart[] UntilAnswered = [HopPart.BeforeUpstream, HopPart.Send, HopPart.UpstreamWait, HopPart.ResponseFilters];

    /// <summary>From the last byte of a request to the first byte of its response, as whoever is before the proxy sees it.</summary>
    public static double TakenNs(HopView hop) => UntilAnswered.Sum(hop.PerRequestNs);

    /// <summary>From the first byte of a request to the first byte of its response.</summary>
    public static double UntilAnsweredNs(HopView hop) => hop.PerRequestNs(HopPart.Receive) + TakenNs(hop);

    /// <summary>As <see cref="TakenNs"/>, when the edge was well; null when that was never seen.</summary>
    public static double? UsuallyTakenNs(HopView hop) => UntilAnswered.Sum(hop.UsualPerRequestNs);

    /// <summary>By how much more the proxy itself takes, before it sends a request on and before it passes the answer on.</summary>
    public static double OwnGrowthNs(HopView hop) =>
        Of(hop, HopPart.BeforeUpstream).GrowthNs + Of(hop, HopPart.ResponseFilters).GrowthNs;

    public static TimePart Of(HopView hop, HopPart part, Leg? leg = null) =>
        new(NameOf(part), leg ?? Legs.Of(hop.Reporter), hop.PerRequestNs(part), hop.UsualPerRequestNs(part), SourceKind.AccessLog, hop.Reporter);

    /// <summary>Before a request is sent on: what is told of connecting, and the rest.</summary>
    public static IEnumerable<TimePart> BeforeUpstream(HopView hop)
    {
        var (connect, tls) = (Of(hop, HopPart.Connect), Of(hop, HopPart.Tls));
        var pool = Of(hop, HopPart.PoolWait).Without(connect).Without(tls);
        return [Of(hop, HopPart.BeforeUpstream).Without(pool).Without(connect).Without(tls), pool, connect, tls];
    }

    public static string NameOf(HopPart part) => part switch
    {
        HopPart.Receive => "receive",
        HopPart.BeforeUpstream => "before-upstream",
        HopPart.Send => "send",
        HopPart.UpstreamWait => "upstream-wait",
        HopPart.Body => "body",
        HopPart.After => "after",
        HopPart.Total => "total",
        HopPart.ResponseFilters => "response-filters",
        HopPart.PoolWait => "pool-wait",
        HopPart.Connect => "connect",
        HopPart.Tls => "tls",
        HopPart.Lifetime => "lifetime",
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, null),
    };
}
