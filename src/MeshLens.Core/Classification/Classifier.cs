using MeshLens.Core.Classification.Decision;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Classification;

/// <summary>A pure function from what is known of an edge to what is wrong with it.</summary>
/// <remarks>
/// Four steps, each a folder: <i>View</i> reads the snapshot and <i>Time</i> splits a request's time into parts; every rule
/// of the <see cref="RuleBook"/> says whether it suspects its cause; <i>Decision</i> chooses one and lets a verdict stand
/// until evidence changes it; <i>Writing</i> says it with evidence, exonerations and what is missing.
/// </remarks>
public static class Classifier
{
    public static ClassifiedWindow Classify(EdgeSnapshot snapshot)
    {
        var window = new WindowJudgement(new EdgeView(snapshot));
        var state = Hysteresis.Next(snapshot.Previous, window);
        var diagnosis = ControlGroup.AddTo(DiagnosisWriter.Write(window, state), snapshot.Probes);
        return new(
            diagnosis,
            state,
            SummaryWriter.Memory(window, diagnosis, state),
            SummaryWriter.Row(window, diagnosis, state),
            window.IsQuiet,
            window.Edge.Time.PathMeanNs);
    }
}
