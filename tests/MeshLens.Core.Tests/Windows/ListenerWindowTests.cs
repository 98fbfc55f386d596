using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Windows;

/// <summary>Listeners and pressure come by themselves, beside what is measured of connections.</summary>
public sealed class ListenerWindowTests
{
    private const long First = 180_000_000;

    private readonly ScriptedClassifier _classifier = new();

    [Fact]
    public void Listener_WithoutConnections_IsNoEndOfTheEdge()
    {
        var edge = Create();
        edge.Apply(Deltas.Of(Deltas.Turns(First, 5), Listening(First, drops: 0)), First);

        Close(edge, First + 1);

        var seen = Assert.Single(_classifier.Seen);
        Assert.Null(seen.Find(Leg.Direct, End.Server));
        Assert.True(seen.Coverage.ServerSeen);
        Assert.Single(seen.Listeners);
    }

    [Fact]
    public void Listener_OfASilentEdge_DoesNotWakeIt()
    {
        var edge = Create();
        edge.Apply(Deltas.Of(Deltas.Turns(First, 5)), First);
        Close(edge, First + 1 + (2 * EdgeState.SilentAfter));
        var classified = _classifier.Seen.Count;

        edge.Apply(Deltas.Of(Listening(First + 20, drops: 0)), First + 20);
        Close(edge, First + 21);

        Assert.True(edge.IsSilent);
        Assert.Null(edge.NextToClose);
        Assert.Equal(classified, _classifier.Seen.Count);
    }

    [Fact]
    public void Drops_OfTheWindowBefore_AreShownBeside()
    {
        var edge = Create();
        edge.Apply(Deltas.Of(Deltas.Turns(First, 5), Listening(First, drops: 7)), First);
        Close(edge, First + 1);
        edge.Apply(Deltas.Of(Deltas.Turns(First + 1, 5), Listening(First + 1, drops: 0)), First + 1);
        Close(edge, First + 2);
        edge.Apply(Deltas.Of(Deltas.Turns(First + 2, 5)), First + 2);
        Close(edge, First + 3);

        Assert.Equal([0, 1, 0], _classifier.Seen.Select(snapshot => snapshot.ListenersNearby.Count));
        Assert.Equal(7UL, _classifier.Seen[1].ListenersNearby[0].Drops);
    }

    [Fact]
    public void Drops_OfTheOpenWindow_AreShownBeside()
    {
        var edge = Create();
        edge.Apply(Deltas.Of(Deltas.Turns(First, 5), Listening(First, drops: 0), Listening(First + 1, drops: 5)), First + 1);

        Close(edge, First + 1);

        Assert.Equal(5UL, Assert.Single(Assert.Single(_classifier.Seen).ListenersNearby).Drops);
    }

    [Fact]
    public void Delta_OfAnAgentThatSawAPartOfTheWindow_MakesItPartial()
    {
        var edge = Create();
        edge.Apply(Deltas.Of(Deltas.Turns(First, 5)), First);
        Close(edge, First + 1);
        var partly = Deltas.Turns(First + 1, 5);
        partly.Partial = true;
        edge.Apply(Deltas.Of(partly, Deltas.Turns(First + 2, 5)), First + 2);
        Close(edge, First + 3);

        Assert.Equal([true, true, false], _classifier.Seen.Select(snapshot => snapshot.Coverage.Partial));
    }

    private EdgeState Create() => new(Deltas.Edge, _classifier.Classify);

    private static void Close(EdgeState edge, long firstOpen) => edge.Close(firstOpen, _ => []);

    private static WindowDelta Listening(long window, ulong drops) => new()
    {
        Window = window,
        End = End.Server,
        Endpoint = "10.0.0.2:8080",
        Pressure = new() { IntervalNs = 1_000_000_000 },
        Listeners = [new() { Endpoint = "10.0.0.2:8080", Drops = drops, Backlog = 1, BacklogLimit = 16 }],
    };
}
