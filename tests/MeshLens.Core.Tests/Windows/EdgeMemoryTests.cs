using Benchmarks.Grains;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Windows;

/// <summary>Alone, because whatever runs beside it allocates as well. The exact figure is a benchmark's.</summary>
[Collection(nameof(EdgeMemoryTests))]
[CollectionDefinition(nameof(EdgeMemoryTests), DisableParallelization = true)]
public sealed class EdgeMemoryTests
{
    private const long First = 180_000_000;
    private const int Edges = 60;
    private const long Budget = 32 * 1024;

    [Fact]
    public void EdgeState_HourOfFullWindows_StaysWithinItsBudget()
    {
        var workload = new EdgeWorkload(Edges, seed: 1);

        Assert.InRange(PerEdge(workload, window => workload.Flush(workload.Keys.First(), window)), 1, Budget);
    }

    [Fact]
    public void EdgeState_HourOfAccessLogsAlone_TakesLessThanItsBudget()
    {
        var workload = new EdgeWorkload(Edges, seed: 1);

        Assert.InRange(PerEdge(workload, window => new() { Edge = workload.Keys.First(), Hops = LoggedWindow.Of(window) }), 1, Budget);
    }

    [Fact]
    public void EdgeState_HourOfFullWindowsAndAccessLogs_TakesHalfAsMuchAgainAtMost()
    {
        var workload = new EdgeWorkload(Edges, seed: 1);

        Assert.InRange(PerEdge(workload, Both), 1, Budget * 3 / 2);

        EdgeDelta Both(long window)
        {
            var delta = workload.Flush(workload.Keys.First(), window);
            delta.Hops = LoggedWindow.Of(window);
            return delta;
        }
    }

    private static long PerEdge(EdgeWorkload workload, Func<long, EdgeDelta> flush)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var edges = workload.Keys.Select(key => (Key: key, State: new EdgeState(key))).ToArray();
        for (var window = First; window <= First + WindowGrid.Hour; window++)
        {
            var delta = flush(window);
            foreach (var (_, state) in edges)
            {
                state.Close(window, _ => []);
                state.DropSnapshot();
                state.Apply(delta, window);
            }
        }

        var perEdge = (GC.GetTotalMemory(forceFullCollection: true) - before) / Edges;

        Assert.All(edges, edge => Assert.Equal(WindowGrid.Hour, edge.State.History().Count));
        TestContext.Current.TestOutputHelper?.WriteLine($"{perEdge} bytes per edge");
        return perEdge;
    }
}
