using System.Globalization;
using System.Text;
using System.Text.Json;
using MeshLens.Core.Classification;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Tests.Simulation;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification;

/// <summary>
/// Edges on which nothing is wrong, however unpleasant their traffic. An edge-hour is 360 windows; no more than one false
/// verdict is allowed in 10,000 of them. A test run looks at some; set <c>MESHLENS_QUIET_WINDOWS</c> (and
/// <c>MESHLENS_QUIET_SEED</c>) to look at as many as the figure needs: 3,600,000. Set <c>MESHLENS_QUIET_SNAPSHOTS</c> to a
/// folder of snapshots recorded in quiet minutes to perturb those instead of simulated ones.
/// </summary>
public sealed class QuietTests
{
    private const long Default = 3_000;
    private const int WindowsPerEdge = 720;
    private const double AllowedPerWindow = 1 / 3_600_000.0;

    [Fact]
    public void QuietEdges_InBulk_RaiseNoVerdict()
    {
        var windows = Setting("MESHLENS_QUIET_WINDOWS", Default);
        var seed = (int)Setting("MESHLENS_QUIET_SEED", 1);
        var report = new StringBuilder();
        var raised = 0;
        long seen = 0;
        for (; seen < windows; seen += WindowsPerEdge)
        {
            raised += VerdictsOf(seed++, report);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{seen} quiet windows, {raised} false verdicts.\n{report}");
        Assert.True(raised <= seen * AllowedPerWindow, $"{raised} false verdicts in {seen} quiet windows:\n{report}");
    }

    [Fact]
    public void QuietSnapshots_Perturbed_RaiseNoVerdict()
    {
        var windows = Setting("MESHLENS_QUIET_WINDOWS", Default);
        var report = new StringBuilder();
        var raised = 0;
        var recordings = Recordings();
        var each = (int)Math.Max(1, windows / recordings.Count);
        for (var number = 0; number < recordings.Count; number++)
        {
            raised += VerdictsOf(recordings[number], number, each, report);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{each * recordings.Count} perturbed windows, {raised} false verdicts.\n{report}");
        Assert.True(raised <= windows * AllowedPerWindow, $"{raised} false verdicts in {windows} perturbed windows:\n{report}");
    }

    private static List<EdgeSnapshot> Recordings()
    {
        if (Environment.GetEnvironmentVariable("MESHLENS_QUIET_SNAPSHOTS") is { Length: > 0 } folder)
        {
            return [.. Directory.GetFiles(folder, "*.json").Select(file =>
                JsonSerializer.Deserialize(File.ReadAllText(file), SnapshotJson.Default.EdgeSnapshot)!)];
        }

        return [.. Enumerable.Range(0, 10).Select(Recording)];
    }

    private static EdgeSnapshot Recording(int seed)
    {
        var run = new EdgeRun(Profiles.Ordinary(new Random(seed)), seed);
        run.Steps(60);
        return run.State.Snapshot!;
    }

    private static int VerdictsOf(EdgeSnapshot recorded, int seed, int windows, StringBuilder report)
    {
        var perturbation = new Perturbation(recorded, seed);
        var raised = 0;
        var state = recorded.Previous;
        for (var window = recorded.Window + 1; window <= recorded.Window + windows; window++)
        {
            var snapshot = perturbation.Next(window);
            snapshot.Previous = state;
            var classified = Classifier.Classify(snapshot);
            if (classified.State.Cause.Name is not null && classified.State.Cause != state.Cause)
            {
                raised++;
                report.AppendLine(classified.Diagnosis.Verdict.Summary);
            }

            state = classified.State;
        }

        return raised;
    }

    private static int VerdictsOf(int seed, StringBuilder report)
    {
        var profile = Profiles.Any(new Random(seed));
        var run = new EdgeRun(profile, seed);
        var raised = 0;
        var before = Cause.Undetermined;
        for (var window = 0; window < WindowsPerEdge; window++)
        {
            var verdict = run.Step();
            if (verdict.Cause.Name is not null && verdict.Cause != before)
            {
                raised++;
                report.AppendLine(CultureInfo.InvariantCulture, $"seed {seed}, window {window}: {verdict.Summary} [{profile}]");
            }

            before = verdict.Cause;
        }

        return raised;
    }

    private static long Setting(string name, long otherwise) =>
        long.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
