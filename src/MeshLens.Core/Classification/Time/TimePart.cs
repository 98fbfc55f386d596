using MeshLens.Core.Edges;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Time;

/// <summary>One part of the time of a request: a mean per request, in nanoseconds.</summary>
/// <param name="BaselineNs">Null when the edge was never seen well.</param>
/// <param name="Source">Who measured it.</param>
/// <param name="Proxy">Whose time it is, where it is a proxy's.</param>
internal readonly record struct TimePart(
    string Name, Leg Leg, double NowNs, double? BaselineNs, SourceKind Source = SourceKind.Kernel, AccessReporter? Proxy = null)
{
    public double ExcessNs => BaselineNs is { } baseline ? NowNs - baseline : 0;

    public double GrowthNs => Math.Max(0, ExcessNs);

    /// <summary>The rest, when another part of it is told apart.</summary>
    public TimePart Without(TimePart part) => this with
    {
        NowNs = Math.Max(0, NowNs - part.NowNs),
        BaselineNs = BaselineNs is { } baseline ? Math.Max(0, baseline - (part.BaselineNs ?? 0)) : null,
    };
}
