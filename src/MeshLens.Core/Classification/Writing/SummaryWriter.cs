using MeshLens.Core.Classification.Decision;
using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Classification.Writing;

/// <summary>Writes the short forms: the row of a list, the memory of a window, and what siblings are told.</summary>
internal static class SummaryWriter
{
    public static EdgeSummary Row(WindowJudgement window, Diagnosis diagnosis, VerdictState state)
    {
        var edge = window.Edge;
        return new()
        {
            Id = diagnosis.Edge.Id,
            Source = edge.Snapshot.Source,
            Destination = diagnosis.Edge.Destination,
            Class = state.Cause.Class,
            Cause = state.Cause.Name,
            Symptom = state.Symptom,
            Confidence = state.Confidence,
            Since = diagnosis.Verdict.Since,
            Summary = diagnosis.Verdict.Summary,
            ExcessMs = diagnosis.Latency.ExcessMs,
            Shares = diagnosis.Latency.Shares,
            MeanMs = diagnosis.Latency.ObservedMs?.Mean ?? 0,
            P99Ms = diagnosis.Latency.ObservedMs?.P99 ?? 0,
            Requests = diagnosis.Window.Requests,
            Connections = diagnosis.Window.Connections,
            Failures = Failures(edge),
            WindowEnd = WindowGrid.EndOf(edge.Snapshot.Window),
            Window = edge.Snapshot.Window,
            Shifts = Shifts(edge),
            ClientSeen = edge.Snapshot.Coverage.ClientSeen,
            ServerSeen = edge.Snapshot.Coverage.ServerSeen,
            Path = Path(edge.WireClient),
            Paths = PathWriter.Of(edge.Snapshot.Paths, diagnosis.Endpoints),
        };
    }

    public static WindowSummary Memory(WindowJudgement window, Diagnosis diagnosis, VerdictState state) => new()
    {
        Window = window.Edge.Snapshot.Window,
        Requests = Short(diagnosis.Window.Requests),
        Connections = Short(diagnosis.Window.Connections),
        Failures = Short(Failures(window.Edge)),
        MeanMs = (float)(diagnosis.Latency.ObservedMs?.Mean ?? 0),
        P50Ms = (float)(diagnosis.Latency.ObservedMs?.P50 ?? 0),
        P90Ms = (float)(diagnosis.Latency.ObservedMs?.P90 ?? 0),
        P99Ms = (float)(diagnosis.Latency.ObservedMs?.P99 ?? 0),
        ExcessMs = (float)diagnosis.Latency.ExcessMs,
        Suspect = window.Chosen?.Cause ?? Cause.Healthy,
        Cause = state.Cause,
    };

    private static PathFigures Path(LegMeasurement? leg) => new(
        Milliseconds(leg?.Find(Signal.Handshake), static histogram => histogram.Quantile(0.5)),
        Milliseconds(leg?.Find(Signal.SmoothedRtt), static histogram => histogram.MeanNs),
        leg is null ? 0 : leg.Count(Counter.DataRetransmits) + leg.Count(Counter.SynRetransmits));

    private static double? Milliseconds(SignalMeasurement? signal, Func<ExponentialHistogram, double> read) =>
        signal is { Histogram.Count: > 0 } measured ? read(measured.Histogram) / 1_000_000 : null;

    private static EdgeShifts Shifts(EdgeView edge) => new(
        edge.Handshakes.Late > 1 ? Shift.Shifted : edge.Handshakes.Change.Shift,
        edge.Felt.Change.Shift,
        edge.Pickup.Shift,
        Worse(Worse(edge.Queueing, edge.Service), edge.Hops.Server?.Part(HopPart.UpstreamWait) ?? Change.Unknown).Shift,
        Worse(edge.Path, edge.HopTime.Paths is [.., var last] ? last.Change : Change.Unknown).Shift,
        edge.Failures.Lasting > 2 || edge.Endings is { FailsMoreThanCallersGiveUp: true } ? Shift.Shifted
            : edge.WireClient is null && edge.Endings is null ? Shift.Unknown
            : Shift.Steady);

    // Connects that failed, and requests: one of a request's may be why the other did.
    private static ulong Failures(EdgeView edge) => Math.Max(edge.Failures.All, edge.Endings?.Failed ?? 0);

    private static Change Worse(Change left, Change right) => left.Strength > right.Strength ? left : right;

    private static uint Short(ulong count) => (uint)Math.Min(count, uint.MaxValue);
}
