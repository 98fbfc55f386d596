using System.Globalization;
using MeshLens.Core.Classification.Decision;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Signals;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Classification.Writing;

/// <summary>Says a verdict in one sentence a tired person understands.</summary>
internal static class Sentences
{
    public static string Summary(WindowJudgement window, VerdictState state)
    {
        var edge = window.Edge;
        var pair = $"{edge.Snapshot.Source.Name} → {edge.Snapshot.Destination.Name}";
        return Shown(window, state) is { } shown ? $"{pair} {Verb(shown)} because {shown.Because}{Numbers(edge, shown)}."
            : state.Symptom != Symptom.None ? $"{pair}: {state.Cause} since {Time(state.SinceWindow)}; this window has too little traffic to say more."
            : state.Cause == Cause.Healthy && window.Chosen is { } doubt ? $"{pair} was well so far and is being watched: {doubt.Because}{Numbers(edge, doubt)}."
            : state.Cause == Cause.Healthy ? $"{pair} is well: {Traffic(edge)}."
            : $"{pair} is not judged: {WhyNot(edge)}.";
    }

    /// <summary>Null when there is nothing to take away.</summary>
    public static string? Without(WindowJudgement window, VerdictState state)
    {
        var edge = window.Edge;
        return Shown(window, state) is { Without: { } cause, ExplainsNs: > 0 } shown && edge.Felt.NowNs > 0
            ? $"without {cause} the mean is {Clues.Say(edge.Felt.NowNs - shown.ExplainsNs)}, not {Clues.Say(edge.Felt.NowNs)}"
            : null;
    }

    /// <summary>The suspicion of this window that carries the verdict; null when the verdict rests on an earlier window.</summary>
    public static Suspicion? Shown(WindowJudgement window, VerdictState state) =>
        state.Symptom == Symptom.None ? null
        : window.Chosen?.Cause == state.Cause ? window.Chosen
        : state.Cause == Cause.Undetermined ? window.Doubt
        : window.Suspicions.FirstOrDefault(s => s.Cause == state.Cause) ?? window.Suspicions.FirstOrDefault(s => s.Refines.Contains(state.Cause));

    private static string Verb(Suspicion shown) =>
        shown.Fails ? "fails" : shown.Cause == Cause.Undetermined ? "is in trouble" : "is slow";

    private static string Numbers(EdgeView edge, Suspicion shown) =>
        !shown.Fails && edge.Felt.BaselineNs is { } usual && edge.Felt.ExcessNs > 0
            ? $"; a request takes {Clues.Say(edge.Felt.NowNs)} instead of {Clues.Say(usual)}"
            : "";

    private static string Traffic(EdgeView edge)
    {
        var turns = edge.Caller?.Find(Signal.Turn)?.Histogram ?? edge.Callee?.Find(Signal.Service)?.Histogram;
        return edge.Felt.Hop is { } hop && hop.Histogram(HopPart.Total) is { } logged
            ? $"{hop.Ended} requests, mean {Clues.Say(logged.MeanNs)}, p99 {Clues.Say(logged.Quantile(0.99))}"
            : turns is { Count: > 0 }
            ? $"{turns.Count} requests, mean {Clues.Say(turns.MeanNs)}, p99 {Clues.Say(turns.Quantile(0.99))}"
            : $"{edge.Handshakes.All.Count} handshakes, mean {Clues.Say(edge.Handshakes.All.MeanNs)}";
    }

    private static string WhyNot(EdgeView edge) =>
        edge.Time.Requests == 0 && edge.Handshakes.All.Count == 0 && edge.Felt.Hop is null ? "it had no traffic that can be timed"
        : edge.QuietWindows < 3 ? "it has not been seen well long enough to know what is normal"
        : "it had too few requests in this window";

    private static string Time(long window) =>
        WindowGrid.StartOf(window).ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
