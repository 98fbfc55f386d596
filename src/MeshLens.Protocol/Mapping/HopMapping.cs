using MeshLens.Core.Edges;
using MeshLens.Core.Telemetry;
using MeshLens.Protocol.Columns;

namespace MeshLens.Protocol.Mapping;

/// <summary>What a node's ambient proxy logged, as edges keep it.</summary>
public static class HopMapping
{
    private const int LongestText = 253;
    private const uint MostFlags = 64;

    /// <summary>False, with the fault, when it holds nothing, its buckets do not fit together or it does not say which proxy it is of.</summary>
    /// <param name="hop">As it came.</param>
    /// <param name="window">The window it belongs to.</param>
    public static bool TryRead(V1.ProxyHop hop, long window, out HopDelta read, out ColumnFault fault)
    {
        var lifetimes = new Core.Histograms.ExponentialHistogram();
        fault = hop.Ended == 0 || hop.End is not (V1.ProxyEnd.Client or V1.ProxyEnd.Server)
            ? ColumnFault.EmptyRow
            : BucketMapping.Fill(lifetimes, hop.BucketIndex, hop.BucketValue, hop.SumNs, hop.MaxNs);
        var ended = Plausible.Count(hop.Ended);
        read = new()
        {
            Window = window,
            Reporter = hop.End == V1.ProxyEnd.Client ? AccessReporter.Client : AccessReporter.Server,
            Ended = ended,
            Failed = Math.Min(ended, hop.Failed),
            Parts = lifetimes.IsEmpty ? [] : [new(HopPart.Lifetime, lifetimes)],
            Flags = [.. hop.Flags.Where(flag => flag.Key < MostFlags).Select(flag => new HopFlagCount((ResponseFlag)flag.Key, Math.Min(ended, flag.Value)))],
            Legs = [new(LegOf(hop.Leg), ended)],
        };
        return fault == ColumnFault.None;
    }

    /// <summary>Null when it was not told.</summary>
    public static MeshPeer? ToPeer(this V1.Workload? workload) => workload is null or { Name: "" }
        ? null
        : new(Cut(workload.Namespace), Cut(workload.Name), Cluster: Cut(workload.Cluster), Pod: Cut(workload.Pod));

    /// <summary>The hop behind the proxy.</summary>
    public static Leg LegOf(V1.HopLeg leg) => leg switch
    {
        V1.HopLeg.Tunnel => Leg.ProxyToProxy,
        V1.HopLeg.Waypoint => Leg.ToWaypoint,
        V1.HopLeg.Application => Leg.ProxyToApp,
        _ => Leg.Direct,
    };

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];
}
