using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Classification;

/// <summary>A pure function from what is known of an edge to what is wrong with it.</summary>
public static class Classifier
{
    public static ClassifiedWindow Classify(EdgeSnapshot snapshot)
    {
        var turns = snapshot.Legs.Find(l => l.End == End.Client)?.Find(Signal.Turn)?.Histogram ?? new();
        var cause = turns.Count > 0 ? Cause.Healthy : Cause.Undetermined;
        var destination = new DiagnosedDestination(
            snapshot.Destination.Namespace, snapshot.Destination.Name, snapshot.Destination.Kind, snapshot.Edge.Port);
        var verdict = new Verdict { Cause = cause, Since = WindowGrid.StartOf(snapshot.Window) };
        return new(
            new Diagnosis
            {
                Edge = new(snapshot.Edge.ToString(), snapshot.Source, destination),
                Window = new(WindowGrid.StartOf(snapshot.Window), WindowGrid.EndOf(snapshot.Window), 0, turns.Count),
                Verdict = verdict,
            },
            new VerdictState { Cause = cause, SinceWindow = snapshot.Window },
            new WindowSummary { Window = snapshot.Window, Requests = (uint)turns.Count, Cause = cause },
            new EdgeSummary { Id = snapshot.Edge.ToString(), Class = cause.Class, Window = snapshot.Window },
            Quiet: true);
    }
}
