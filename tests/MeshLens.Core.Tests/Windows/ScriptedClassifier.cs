using MeshLens.Core.Classification;
using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Windows;

/// <summary>A classifier that calls everything slower than a limit a slow handler, and keeps what it was shown.</summary>
internal sealed class ScriptedClassifier(double slowMs = 50)
{
    public List<EdgeSnapshot> Seen { get; } = [];

    public Cause SlowCause { get; set; } = Cause.SlowHandler;

    public Symptom SlowSymptom { get; set; } = Symptom.Growth;

    public ClassifiedWindow Classify(EdgeSnapshot snapshot)
    {
        Seen.Add(snapshot);
        var turns = snapshot.Find(Leg.Direct, End.Client)?.Find(Signal.Turn);
        var meanMs = (turns?.Histogram.MeanNs ?? 0) / 1e6;
        var limit = turns?.Baseline is { } baseline ? Math.Max(slowMs, baseline.MeanNs / 1e6 * 1.2) : slowMs;
        var cause = turns is null ? Cause.Undetermined : meanMs > limit ? SlowCause : Cause.Healthy;
        var slow = cause == SlowCause;
        var since = cause == snapshot.Previous.Cause ? snapshot.Previous.SinceWindow : snapshot.Window;
        var verdict = new Verdict
        {
            Cause = cause,
            Symptom = slow ? SlowSymptom : Symptom.None,
            Confidence = 0.9,
            Since = WindowGrid.StartOf(since),
            Summary = $"It takes {meanMs:0} ms.",
        };
        return new(
            new() { Verdict = verdict },
            new()
            {
                Cause = cause,
                Symptom = verdict.Symptom,
                SinceWindow = since,
                LastSeenWindow = slow ? snapshot.Window : snapshot.Previous.LastSeenWindow,
            },
            new() { Window = snapshot.Window, Requests = (uint)(turns?.Histogram.Count ?? 0), MeanMs = (float)meanMs, Cause = cause },
            new() { Id = snapshot.Edge.ToString(), Class = cause.Class, Cause = cause.Name, ExcessMs = slow ? meanMs : 0, Window = snapshot.Window },
            Quiet: cause == Cause.Healthy);
    }
}
