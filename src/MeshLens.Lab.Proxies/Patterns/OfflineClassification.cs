using System.Text.Json;
using System.Text.Json.Nodes;
using MeshLens.Core.Classification;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>Classifies the windows of a case once more, in their order, with one source removed from each.</summary>
internal static class OfflineClassification
{
    public static OfflineAnswer Answer(string name, IReadOnlyList<JsonObject> snapshots, RemovedSource removed, DecidableList list)
    {
        var expected = list.Of(name, removed);
        Diagnosis? last = null;
        VerdictState? state = null;
        foreach (var snapshot in snapshots)
        {
            var stripped = Read(SourceRemoval.Without(snapshot, removed));
            stripped.Previous = state ?? Before(stripped);
            var window = Classifier.Classify(stripped);
            (last, state) = (window.Diagnosis, window.State);
        }

        return last is null
            ? new(name, removed, expected, "nothing", Match.Undetermined)
            : new(name, removed, expected, last.Verdict.Cause.ToString(), Judge(list.Of(name, RemovedSource.None), expected, last));
    }

    // The true owner, named where the list says that nobody could tell, is no mistake.
    private static Match Judge(Expectation truth, Expectation expected, Diagnosis said) =>
        !expected.IsDecidable && said.Verdict.Cause.ToString() == truth.Text ? Match.Right : expected.Judge(said.Verdict, said.Missing);

    public static EdgeSnapshot Read(JsonObject snapshot) => snapshot.Deserialize(SnapshotJson.Default.EdgeSnapshot)!;

    // The mesh was well before, whatever was known of it; what the first window made of more sources than are left does not count.
    private static VerdictState Before(EdgeSnapshot first) => new()
    {
        Cause = Cause.Healthy,
        SinceWindow = first.Window - 1,
        LastSeenWindow = first.Window - 1,
        QuietWindows = 1,
    };
}
