using MeshLens.Core.Classification.Decision;
using MeshLens.Core.Classification.Time;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Classification.Writing;

/// <summary>Writes out what the classifier found.</summary>
internal static class DiagnosisWriter
{
    public static Diagnosis Write(WindowJudgement window, VerdictState state)
    {
        var edge = window.Edge;
        var snapshot = edge.Snapshot;
        return new()
        {
            Edge = new(snapshot.Edge.ToString(), snapshot.Source, Destination(edge)),
            Window = new(
                WindowGrid.StartOf(snapshot.Window), WindowGrid.EndOf(snapshot.Window), Connections(edge), Requests(edge)),
            Verdict = Verdict(window, state),
            Latency = Latency(window, state),
            Evidence = [.. Sentences.Shown(window, state)?.Evidence ?? []],
            Exonerated = Exonerations.Of(edge, state.Cause),
            Findings = ConfiguredFindings.Of(edge),
            Missing = MissingSignals.Of(edge, state.Cause),
            NextSteps = NextSteps.Of(edge, state.Cause, Sentences.Shown(window, state)),
            Exemplars = snapshot.Exemplars,
            Notes = [.. FeltLatency.Note(edge), .. Disagreements.Of(edge)],
            Coverage = SourceShares.Of(edge),
            Endpoints = EndpointList.Of(edge),
            Legs = LegList.Of(edge),
        };
    }

    public static DiagnosedDestination Destination(EdgeView edge) => new(
        edge.Snapshot.Destination.Namespace, edge.Snapshot.Destination.Name, edge.Snapshot.Destination.Kind, edge.Snapshot.Edge.Port);

    /// <summary>Also requests whose parts could not be timed. What a proxy logged counts where the kernel saw fewer.</summary>
    public static ulong Requests(EdgeView edge) => Math.Max(KernelRequests(edge), edge.Hops.Nearest?.Ended ?? 0) is var seen and > 0
        ? seen
        : edge.Counted.Nearest?.Ended ?? 0;

    /// <summary>Those that the kernel counted.</summary>
    public static ulong KernelRequests(EdgeView edge) => Math.Max(
        edge.Time.Requests,
        Math.Max(edge.Caller?.Count(Counter.Turns) ?? 0, edge.Caller is null ? edge.Callee?.Count(Counter.Turns) ?? 0 : 0));

    public static ulong Connections(EdgeView edge) => Math.Max(
        edge.Time.Connections, (edge.WireClient ?? edge.WireServer)?.Count(Counter.Established) ?? 0);

    private static Verdict Verdict(WindowJudgement window, VerdictState state) => new()
    {
        Cause = state.Cause,
        Symptom = state.Symptom,
        Confidence = state.Confidence,
        Since = WindowGrid.StartOf(state.SinceWindow),
        Summary = Sentences.Summary(window, state),
        Without = Sentences.Without(window, state),
    };

    private static LatencyBreakdown Latency(WindowJudgement window, VerdictState state) => new()
    {
        ObservedMs = FeltLatency.Observed(window.Edge),
        BaselineMs = FeltLatency.Baseline(window.Edge),
        ExcessMs = Clues.Ms(window.Edge.Felt.ExcessNs),
        Shares = ShareOut.Of(window.Edge, Sentences.Shown(window, state)),
        Components = Components.Of(window.Edge),
    };
}
