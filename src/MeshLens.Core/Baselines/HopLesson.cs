using MeshLens.Core.Signals;
using MeshLens.Core.Telemetry;

namespace MeshLens.Core.Baselines;

/// <summary>What a baseline learns from the access log of one kind of proxy in one window. Lifetimes are no latencies and teach nothing.</summary>
internal sealed record HopLesson(
    AccessReporter Reporter, ulong Ended, ulong Failed, ulong Retried, (HopPart Part, SignalLesson Time)[] Parts, HopFlagCount[] Flags)
{
    public static HopLesson Of(HopDelta hop) => new(
        hop.Reporter,
        hop.Ended,
        hop.Failed,
        hop.Retried,
        [.. hop.Parts
            .Where(part => part.Part != HopPart.Lifetime && !part.Histogram.IsEmpty)
            .Select(part => (part.Part, SignalLesson.Of(Signal.Turn, part.Histogram)))],
        [.. hop.Flags]);
}
