using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Baselines;

/// <summary>What a baseline learns from one kind of proxy in one window. Lifetimes are no latencies and teach nothing.</summary>
internal sealed record HopLesson(
    AccessReporter Reporter, SourceKind Source, ulong Ended, ulong Failed, ulong Retried, (HopPart Part, SignalLesson Time)[] Parts, HopFlagCount[] Flags)
{
    public static HopLesson[]? Of(EdgeSnapshot window)
    {
        var (logged, counted) = (window.Hops, CountedHops.Of(window.Metrics));
        return logged is null && counted is null
            ? null
            : [.. (logged ?? []).Select(hop => Of(hop, SourceKind.AccessLog)), .. (counted ?? []).Select(hop => Of(hop, SourceKind.Metrics))];
    }

    private static HopLesson Of(HopDelta hop, SourceKind source) => new(
        hop.Reporter,
        source,
        hop.Ended,
        hop.Failed,
        hop.Retried,
        [.. hop.Parts
            .Where(part => part.Part != HopPart.Lifetime && !part.Histogram.IsEmpty)
            .Select(part => (part.Part, SignalLesson.Of(Signal.Turn, part.Histogram)))],
        [.. hop.Flags]);
}
