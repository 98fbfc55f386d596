using System.Globalization;
using Kernel.Tests;
using MeshLens.Agent.Kernel;
using MeshLens.Agent.Loading;
using MeshLens.Lab.Links;

namespace Benchmarks.Kernel;

/// <summary>The parts of turns beside the application's clock, with what lengthens them injected alone and together. Nothing is tried twice.</summary>
internal sealed class TurnComponentBenchmark : IBenchmark
{
    private const int Exchanged = 30;
    private const int LateMs = 10;

    private static readonly int[] Handlers = [1, 5, 20];
    private static readonly int[] Paths = [5, 50];

    public string Name => "kernel-turn-components";

    public Task RunAsync(BenchReport report)
    {
        var compared =
            (from handler in Handlers
             from path in Paths
             from server in new[] { 0, LateMs }
             from client in new[] { 0, LateMs }
             from component in Measure(handler, path, server, client)
             select (Cell: $"{handler} ms handler, {path} ms path, server {server} and reader {client} ms late", Component: component)).ToList();
        var within = compared.Count(one => one.Component.IsWithin);
        var beyond = compared.Where(one => !one.Component.IsWithin).Select(one => $"{one.Cell}: {one.Component}").DefaultIfEmpty("none");
        report.Add("kernel.turn_components_within_ratio", within / (double)compared.Count, "ratio", string.Create(CultureInfo.InvariantCulture,
            $"turn, pickup, queueing and service within max(5 %, 0.2 ms) of the application's clock, medians of {Exchanged} exchanges: {within} of {compared.Count}; handlers of 1, 5 and 20 ms, paths of 5 and 50 ms, a server and a reader {LateMs} ms late, each alone and together, measured once; beyond: {string.Join("; ", beyond)}; {Machine.Load()}"));
        return Task.CompletedTask;
    }

    private static IReadOnlyList<TurnComponent> Measure(int handlerMs, int pathMs, int serverLateMs, int readerLateMs)
    {
        using var pair = LinkedPair.Create(TimeSpan.FromMilliseconds(pathMs / 2.0));
        List<Turn> client = [], server = [];
        using var kernel = WatchedKernel.Load(
            [pair.Client, pair.Server],
            KernelSettings.Default with { SlowTurnNs = 1, SlowTurnsPerSecond = 1_000_000 },
            told => (told.Turn.TurnNs > 0 ? client : server).Add(told.Turn));
        List<Exchange> own;
        using (var connection = ConnectedPair.Open(pair.Client, pair.Server, LinkedPair.ServerV4))
        {
            own = Exchanges.Run(connection.Client, connection.Server, Exchanged, new(
                TimeSpan.FromMilliseconds(serverLateMs), TimeSpan.FromMilliseconds(handlerMs), TimeSpan.FromMilliseconds(readerLateMs)));
        }

        Eventually.True(
            () =>
            {
                kernel.Collect();
                return client.Count >= Exchanged && server.Count >= Exchanged;
            },
            "every turn was told");
        return TurnComponents.Compare(own, client, server);
    }
}
