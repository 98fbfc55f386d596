using System.Globalization;
using MeshLens.Core.Tests.Simulation;

namespace Benchmarks.Classification;

/// <summary>
/// How often a verdict is raised on edges that are well: quiet windows, recorded on a real kernel and simulated, replayed under
/// everything that is normal. <c>MESHLENS_QUIET_EDGE_HOURS</c> and <c>MESHLENS_QUIET_SEED</c> say how many and which; seeds
/// below 1000 are for tuning.
/// </summary>
internal sealed class QuietReplayBenchmark : IBenchmark
{
    private const long EdgeHours = 20_000;
    private const int SimulatedRecordings = 10;
    private const int EdgeHoursAtOnce = 50;

    public string Name => "quiet-replay";

    public Task RunAsync(BenchReport report)
    {
        var (hours, seed) = (Setting("MESHLENS_QUIET_EDGE_HOURS", EdgeHours), (int)Setting("MESHLENS_QUIET_SEED", 4711));
        var recordings = Recordings.Quiet().Concat(Enumerable.Range(0, SimulatedRecordings).Select(Recordings.Simulated)).ToArray();
        var parts = (int)(hours / EdgeHoursAtOnce);
        var raised = Enumerable.Range(0, parts).AsParallel()
            .SelectMany(part => QuietReplay.FalseVerdicts(
                recordings[part % recordings.Length], (seed * 100_000) + part, EdgeHoursAtOnce * QuietReplay.WindowsPerHour))
            .ToList();
        raised.Take(20).ToList().ForEach(Console.Error.WriteLine);
        report.Add(
            "classifier.false_verdicts_per_10k_edge_hours",
            Math.Round(raised.Count * 10_000.0 / (parts * EdgeHoursAtOnce), 2),
            "verdicts",
            string.Create(CultureInfo.InvariantCulture, $"{raised.Count} in {parts * EdgeHoursAtOnce} edge-hours of ten-second windows, made of {recordings.Length} quiet snapshots ({recordings.Length - SimulatedRecordings} recorded in the lab) and drawn around their baselines, seed {seed}; level ±9 %, spread as a power of 0.9 to 1.1, rate 0.3 to 2 times, a tenth of the time 0.005 to 0.05 times; pauses of up to 1 s and single requests of up to 2 s in 5 % of the windows each; a lost SYN, a lost segment and a failed connect in 2 % each; an end missing in 0.5 %; a restart an hour"));
        return Task.CompletedTask;
    }

    private static long Setting(string name, long otherwise) =>
        long.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
