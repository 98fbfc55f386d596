using MeshLens.Core.Edges;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Windows;

public sealed class LegWindowTests
{
    [Fact]
    public void Apply_OneReplica_IsTheLegItself()
    {
        var leg = Create();
        leg.Apply(Deltas.Turns(1, 5, endpoint: "a"));
        leg.Apply(Deltas.Turns(1, 5, endpoint: "a"));

        Assert.Equal("a", leg.Only);
        Assert.True(leg.Apart.IsEmpty);
    }

    [Fact]
    public void Apply_SecondReplica_GivesTheFirstWhatItHad()
    {
        var leg = Create();
        leg.Apply(Deltas.Turns(1, 5, count: 7, endpoint: "a"));
        leg.Apply(Deltas.Turns(1, 9, count: 3, endpoint: "b"));

        Assert.Null(leg.Only);
        Assert.Equal(["a", "b"], leg.Apart.ToArray().Select(endpoint => endpoint.Endpoint));
        Assert.Equal([7UL, 3UL], leg.Apart.ToArray().Select(endpoint => endpoint.Signals.All[0].Buckets.ToHistogram().Count));
        Assert.Equal(10UL, leg.Signals.All[0].Buckets.ToHistogram().Count);
    }

    [Fact]
    public void Apply_TooManyReplicas_FoldsTheRestAndCountsThem()
    {
        var leg = Create();
        for (var replica = 0; replica < LegWindow.MaxEndpoints + 10; replica++)
        {
            leg.Apply(Deltas.Turns(1, 5, count: 1, endpoint: $"10.0.0.{replica}:80"));
        }

        Assert.Equal(LegWindow.MaxEndpoints + 1, leg.Apart.Length);
        Assert.Equal(LegWindow.OtherEndpoints, leg.Apart[^1].Endpoint);
        Assert.Equal(10UL, leg.Apart[^1].Signals.All[0].Buckets.ToHistogram().Count);
        Assert.Equal(10, leg.Folded);
        Assert.Equal(74UL, leg.Signals.All[0].Buckets.ToHistogram().Count);
    }

    private static LegWindow Create() => new(Leg.Direct, End.Client);
}
