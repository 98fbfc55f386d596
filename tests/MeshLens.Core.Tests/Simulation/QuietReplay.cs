using MeshLens.Core.Classification;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Simulation;

/// <summary>Replays one quiet snapshot, perturbed, window after window, and gathers the verdicts that blame someone.</summary>
internal static class QuietReplay
{
    public const int WindowsPerHour = 360;

    public static List<string> FalseVerdicts(EdgeSnapshot recorded, int seed, long windows)
    {
        List<string> raised = [];
        var perturbation = new Perturbation(recorded, seed);
        var state = Healthy(recorded);
        for (var window = recorded.Window + 1; window <= recorded.Window + windows; window++)
        {
            var snapshot = perturbation.Next(window);
            snapshot.Previous = perturbation.Weather.Restarted ? VerdictState.Initial : state;
            var classified = Classifier.Classify(snapshot);
            if (classified.State.Cause.Name is not null && classified.State.Cause != snapshot.Previous.Cause)
            {
                raised.Add($"{classified.Diagnosis.Verdict.Summary} [{perturbation.Weather}]");
            }

            state = classified.State;
        }

        return raised;
    }

    private static VerdictState Healthy(EdgeSnapshot recorded) => new()
    {
        Cause = Cause.Healthy,
        SinceWindow = recorded.Window - 60,
        LastSeenWindow = recorded.Window,
    };
}
