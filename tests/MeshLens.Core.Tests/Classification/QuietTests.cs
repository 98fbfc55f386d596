using System.Globalization;
using System.Text;
using MeshLens.Core.Tests.Simulation;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification;

/// <summary>
/// Edges on which nothing is wrong, however unpleasant their traffic. An edge-hour is 360 windows; no more than one false
/// verdict is allowed in 10,000 of them. A test run looks at some; set <c>MESHLENS_QUIET_WINDOWS</c> (and
/// <c>MESHLENS_QUIET_SEED</c>) to look at as many as the figure needs: 3,600,000.
/// </summary>
public sealed class QuietTests
{
    private const long Default = 5_000;
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
