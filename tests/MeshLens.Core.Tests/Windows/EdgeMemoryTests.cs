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
    public async Task EdgeState_HourOfFullWindows_StaysWithinItsBudget()
    {
        var workload = new EdgeWorkload(Edges, seed: 1);

        await AssertPerEdge(Budget, workload, window => workload.Flush(workload.Keys.First(), window));
    }

    [Fact]
    public async Task EdgeState_HourOfAccessLogsAlone_TakesLessThanItsBudget()
    {
        var workload = new EdgeWorkload(Edges, seed: 1);

        await AssertPerEdge(Budget, workload, window => new() { Edge = workload.Keys.First(), Hops = LoggedWindow.Of(window) });
    }

    [Fact]
    public async Task EdgeState_HourOfFullWindowsAndAccessLogs_TakesHalfAsMuchAgainAtMost()
    {
        var workload = new EdgeWorkload(Edges, seed: 1);

        await AssertPerEdge(Budget * 3 / 2, workload, Both);

        EdgeDelta Both(long window)
        {
            var delta = workload.Flush(workload.Keys.First(), window);
            delta.Hops = LoggedWindow.Of(window);
            return delta;
        }
    }

    private static async Task AssertPerEdge(long budget, EdgeWorkload workload, Func<long, EdgeDelta> flush)
    {
        var perEdge = await HeldMemory.OfAsync(() => Task.FromResult<object>(Filled(workload, flush)), budget * Edges) / Edges;

        TestContext.Current.TestOutputHelper?.WriteLine($"{perEdge} bytes per edge");
        Assert.InRange(perEdge, 1, budget);
    }

    private static EdgeState[] Filled(EdgeWorkload workload, Func<long, EdgeDelta> flush)
    {
        var edges = workload.Keys.Select(static key => new EdgeState(key)).ToArray();
        for (var window = First; window <= First + WindowGrid.Hour; window++)
        {
            var delta = flush(window);
            foreach (var state in edges)
            {
                state.Close(window, _ => []);
                state.DropSnapshot();
                state.Apply(delta, window);
            }
        }

        Assert.All(edges, static edge => Assert.Equal(WindowGrid.Hour, edge.History().Count));
        return edges;
    }
}
