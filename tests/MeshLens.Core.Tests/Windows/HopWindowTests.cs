using MeshLens.Core.Edges;
using MeshLens.Core.Histograms;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Windows;

public sealed class HopWindowTests
{
    private const long Window = 1000;
    private static readonly EdgeKey Edge = new("", "shop", "cart", "shop", "stock", 80);

    [Fact]
    public void Apply_AccessLogsAlone_WakeTheEdgeAndReachItsSnapshot()
    {
        var state = new EdgeState(Edge);
        state.Apply(Delta(Hop(AccessReporter.Client, 3), Hop(AccessReporter.Server, 1)), Window);
        state.Apply(Delta(Hop(AccessReporter.Client, 2)), Window);

        Assert.True(state.Close(Window + 1, _ => []));

        Assert.False(state.IsSilent);
        Assert.Empty(state.Snapshot!.Legs);
        Assert.Equal((2, 1), (state.Snapshot.Hops!.Count, state.Snapshot.Hops.Count(hop => hop.Reporter == AccessReporter.Server)));
        var client = state.Snapshot.Hops.Single(hop => hop.Reporter == AccessReporter.Client);
        Assert.Equal((5UL, 5UL, 5UL), (client.Ended, client.Flags.Single().Count, client.Parts.Single().Histogram.Count));
    }

    [Fact]
    public void Apply_HopOfAClosedWindow_IsLate()
    {
        var state = new EdgeState(Edge);
        state.Apply(Delta(Hop(AccessReporter.Client, 1)), Window);
        state.Close(Window + 1, _ => []);

        state.Apply(Delta(Hop(AccessReporter.Client, 1)), Window + 1);

        Assert.Equal(2, state.LateRows);
    }

    [Fact]
    public void Close_NextWindowWithoutLogs_HasNone()
    {
        var state = new EdgeState(Edge);
        state.Apply(Delta(Hop(AccessReporter.Client, 1)), Window);
        state.Close(Window + 2, _ => []);

        Assert.Null(state.Snapshot!.Hops);
    }

    private static EdgeDelta Delta(params HopDelta[] hops) => new() { Edge = Edge, Hops = [.. hops] };

    private static HopDelta Hop(AccessReporter reporter, int count)
    {
        var wait = new ExponentialHistogram();
        for (var each = 0; each < count; each++)
        {
            wait.Record(1_000_000);
        }

        return new()
        {
            Window = Window,
            Reporter = reporter,
            Ended = (ulong)count,
            Parts = [new(HopPart.UpstreamWait, wait)],
            Flags = [new(ResponseFlag.UpstreamRequestTimeout, (ulong)count)],
        };
    }
}
