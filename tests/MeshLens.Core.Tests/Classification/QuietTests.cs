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
/// <c>MESHLENS_QUIET_SEED</c>) to look at more. The figure itself is the benchmark <c>quiet-replay</c>.
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
        var seed = (int)Setting("MESHLENS_QUIET_SEED", 1);
        List<EdgeSnapshot> recordings = [.. Recordings.Quiet(), .. Enumerable.Range(0, 4).Select(Recordings.Simulated)];
        var each = Math.Max(1, Setting("MESHLENS_QUIET_WINDOWS", Default) / recordings.Count);

        var raised = recordings.SelectMany((recorded, number) => QuietReplay.FalseVerdicts(recorded, (100 * seed) + number, each)).ToList();

        Assert.True(raised.Count <= each * recordings.Count * AllowedPerWindow, string.Join('\n', raised));
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
