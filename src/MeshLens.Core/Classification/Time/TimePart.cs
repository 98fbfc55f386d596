using MeshLens.Core.Edges;

namespace MeshLens.Core.Classification.Time;

/// <summary>One part of the time of a request: a mean per request, in nanoseconds.</summary>
/// <param name="BaselineNs">Null when the edge was never seen well.</param>
internal readonly record struct TimePart(string Name, Leg Leg, double NowNs, double? BaselineNs)
{
    public double ExcessNs => BaselineNs is { } baseline ? NowNs - baseline : 0;

    public double GrowthNs => Math.Max(0, ExcessNs);
}
