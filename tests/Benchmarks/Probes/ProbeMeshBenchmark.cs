using System.Diagnostics;
using System.Globalization;
using MeshLens.Grains.Probes;

namespace Benchmarks.Probes;

/// <summary>
/// Two hundred agents that only probe, each in a network namespace of its own: what they cost, how soon a detour shows, and what an
/// agent says that does not get to run.
/// </summary>
internal sealed class ProbeMeshBenchmark : IBenchmark
{
    private const int Nodes = 200;
    private const int Peers = 10;
    private const int Detours = 5;
    private const double StarvedShare = 0.004;
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    // A pair with a detour is slow from both ends.
    private readonly HashSet<(string, string)> _detoured = [];
    private readonly HashSet<(string, string)> _false = [];
    private readonly Random _random = new();

    public string Name => "probes";

    public async Task RunAsync(BenchReport report)
    {
        await using var server = await ProbeServer.StartAsync();
        using var world = ProbeWorld.Create(Nodes, AgentPath(), server.Url);
        await Learned(server);
        await Cost(report, server, world);
        await Seen(report, server, world);
        await Starved(report, server, world);
        report.Add("probes.false_pairs", _false.Count, "pairs", string.Create(CultureInfo.InvariantCulture,
            $"of {server.Matrix().Pairs.Count(static pair => pair.State != "unknown")} pairs without a detour, ever seen slow, lossy or unreachable during the detours and the starvation {string.Join(", ", _false.Take(5))}"));
        if (_false.Count > 0)
        {
            throw new InvalidOperationException("Pairs without a detour were called slow, lossy or unreachable.");
        }
    }

    private static async Task Learned(ProbeServer server)
    {
        var clock = Stopwatch.StartNew();
        while (server.Matrix().Pairs is var pairs && pairs.Count(static pair => pair.State == "normal") < Nodes * (Peers + 1))
        {
            if (clock.Elapsed > TimeSpan.FromMinutes(4))
            {
                throw new TimeoutException($"After {clock.Elapsed.TotalSeconds:0} s these are the states of pairs: {string.Join(", ", pairs.CountBy(static pair => pair.State))}.");
            }

            await Task.Delay(Look, Ending.Token);
        }

        Console.WriteLine($"All pairs have been normal after {clock.Elapsed.TotalSeconds:0} s.");
    }

    private static async Task Cost(BenchReport report, ProbeServer server, ProbeWorld world)
    {
        var (begun, before) = (Stopwatch.StartNew(), world.Agents.Sum(static agent => Used(agent)));
        await Task.Delay(Measured, Ending.Token);
        var seconds = begun.Elapsed.TotalSeconds;
        var cores = (world.Agents.Sum(static agent => Used(agent)) - before) / seconds / Nodes;
        var pairs = server.Matrix().Pairs;
        var resident = world.Agents.Average(static agent => Resident(agent));
        report.Add("probes.cores_per_agent_200_nodes", cores, "cores", string.Create(CultureInfo.InvariantCulture,
            $"user + system time of {Nodes} published agents in probe-only mode over {seconds:0} s, each in a network namespace routed through one hub, {Peers} rendezvous peers and itself once a second, by TCP; {pairs.Count(static pair => pair.State != "unknown")} pairs, {pairs.Sum(static pair => pair.Lost)} of the last {pairs.Where(static pair => pair.State != "unknown").Sum(static pair => pair.Ended)} probes lost; reports over a Unix socket"));
        report.Add("probes.rss_bytes_per_agent", resident, "B", string.Create(CultureInfo.InvariantCulture, $"mean of {Nodes} agents"));
    }

    private async Task Seen(BenchReport report, ProbeServer server, ProbeWorld world)
    {
        List<string> seen = [];
        var longest = 0.0;
        for (var i = 0; i < Detours; i++)
        {
            var drawn = Draw(server);
            _detoured.Add((drawn.From, drawn.To));
            _detoured.Add((drawn.To, drawn.From));
            using var detour = world.Detour(ProbeWorld.NodeOf(drawn.From), ProbeWorld.NodeOf(drawn.To), RoundTrip);
            var seconds = await Until(server, matrix => Pair(matrix, drawn).State == "slow");
            longest = Math.Max(longest, seconds);
            seen.Add(string.Create(CultureInfo.InvariantCulture, $"{drawn.From} to {drawn.To} after {seconds:0.0} s (+{Pair(server.Matrix(), drawn).ExcessMs:0.00} ms)"));
            Console.WriteLine(seen[^1]);
        }

        report.Add("probes.detour_seen_seconds", longest, "s", string.Create(CultureInfo.InvariantCulture,
            $"longest of {Detours} detours that add {RoundTrip.TotalMilliseconds:0} ms of round trip to a probed pair drawn at random after the start, until the matrix calls it slow: {string.Join("; ", seen)}"));
    }

    private async Task Starved(BenchReport report, ProbeServer server, ProbeWorld world)
    {
        var node = _random.Next(Nodes);
        var name = ProbeWorld.NameOf(node);
        var (before, falsely) = (_false.Count, new HashSet<string>());
        var worst = double.MinValue;
        long throttled;
        using (var starvation = Starvation.Of(world.Nodes[node], world.Agents[node], StarvedShare))
        {
            await Until(server, _ => false, Measured, matrix =>
            {
                foreach (var pair in matrix.Pairs.Where(pair => pair.From == name && !_detoured.Contains((pair.From, pair.To))))
                {
                    worst = Math.Max(worst, pair.ExcessMs ?? 0);
                    if (pair.State is "slow" or "lossy" or "unreachable")
                    {
                        falsely.Add($"{pair.To} {pair.State}");
                    }
                }
            });
            throttled = starvation.Throttled();
        }

        var skipped = server.Matrix().Nodes.First(each => each.Name == name).Skipped;
        report.Add("probes.starved_false_pairs", falsely.Count, "pairs", string.Create(CultureInfo.InvariantCulture,
            $"pairs of {name} called slow, lossy or unreachable while it shared {StarvedShare:0.0%} of a processor with a process that wants all of it for {Measured.TotalSeconds:0} s, throttled {throttled} times, {skipped} probes skipped; largest excess of a median {worst:0.000} ms; of other nodes {_false.Count - before}"));
    }

    private ProbePairView Draw(ProbeServer server)
    {
        var pairs = server.Matrix().Pairs.Where(pair => pair.From != pair.To && pair.State == "normal" && !_detoured.Contains((pair.From, pair.To))).ToList();
        return pairs[_random.Next(pairs.Count)];
    }

    private static ProbePairView Pair(ProbeMatrix matrix, ProbePairView drawn) => matrix.Pairs.First(pair => pair.From == drawn.From && pair.To == drawn.To);

    private async Task<double> Until(ProbeServer server, Func<ProbeMatrix, bool> done, TimeSpan? limit = null, Action<ProbeMatrix>? look = null)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < (limit ?? Longest))
        {
            var matrix = server.Matrix();
            look?.Invoke(matrix);
            foreach (var pair in matrix.Pairs.Where(pair => pair.State is "slow" or "lossy" or "unreachable" && !_detoured.Contains((pair.From, pair.To))))
            {
                _false.Add((pair.From, pair.To));
            }

            if (done(matrix))
            {
                break;
            }

            await Task.Delay(Look, Ending.Token);
        }

        return clock.Elapsed.TotalSeconds;
    }

    private static double Used(Process agent) => agent.TotalProcessorTime.TotalSeconds;

    private static long Resident(Process agent)
    {
        agent.Refresh();
        return agent.WorkingSet64;
    }

    private static string AgentPath()
    {
        var path = Path.Combine(Repository.Root, "artifacts", "server", "meshlens-agent");
        return File.Exists(path) ? path : throw new FileNotFoundException("The published agent is missing: run make build.");
    }
}
