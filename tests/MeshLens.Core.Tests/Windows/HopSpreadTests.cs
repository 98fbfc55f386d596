using MeshLens.Core.Edges;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Windows;

/// <summary>What proxies log of legs and replicas, from deltas to the answer.</summary>
public sealed class HopSpreadTests
{
    private const long Window = 1000;

    [Fact]
    public void Endpoints_OfTheCallersProxy_AddUpAndAreListed()
    {
        var state = Closed(Hop(("10.0.0.1:8080", 30, 0), ("10.0.0.2:8080", 10, 4)), Hop(("10.0.0.1:8080", 60, 0)));

        var endpoints = state.Diagnosis.Endpoints;

        Assert.Equal(
            [("10.0.0.1:8080", 90UL, 0UL), ("10.0.0.2:8080", 10UL, 4UL)],
            endpoints.Select(endpoint => (endpoint.Address, endpoint.Requests, endpoint.Failures)));
        Assert.Equal((0.9, 2.0), (endpoints[0].Share, endpoints[0].MeanMs!.Value));
    }

    [Fact]
    public void Endpoints_BeyondTheLimit_AreOneEntry()
    {
        var hops = Enumerable.Range(0, HopEndpoint.Most + 5).Select(number => Hop(($"10.0.1.{number}:80", 1, 0))).ToArray();

        var kept = Closed(hops).Snapshot!.Hops!.Single().Endpoints;

        Assert.Equal(HopEndpoint.Most + 1, kept.Count);
        Assert.Equal(5UL, kept.Single(endpoint => endpoint.Endpoint == HopEndpoint.Others).Ended);
    }

    [Fact]
    public void Legs_OfATunnel_AreListedWithWhatWasLogged()
    {
        var state = Closed(
            new HopDelta { Window = Window, Reporter = AccessReporter.Client, Ended = 12, Legs = [new(Leg.ProxyToProxy, 12)] },
            new HopDelta { Window = Window, Reporter = AccessReporter.Server, Ended = 12, Legs = [new(Leg.ProxyToApp, 12)] });

        Assert.Equal([(Leg.ProxyToProxy, 12UL), (Leg.ProxyToApp, 12UL)], state.Diagnosis.Legs.Select(leg => (leg.Leg, leg.Logged)));
        Assert.All(state.Diagnosis.Legs, leg => Assert.Null(leg.Note));
    }

    [Fact]
    public void Legs_WithinANode_HaveNoWireAndItIsNotMissing()
    {
        var state = Closed(new HopDelta { Window = Window, Reporter = AccessReporter.Client, Ended = 8, SameNode = 8, Legs = [new(Leg.ProxyToApp, 8)] });

        var wire = state.Diagnosis.Legs.Single(leg => leg.Leg == Leg.ProxyToProxy);
        Assert.Equal(("same node, no wire leg", 0UL), (wire.Note, wire.Logged));
        Assert.Contains(state.Diagnosis.Exonerated, cleared => cleared.Class == VerdictClass.Network && cleared.Because.Contains("no wire leg", StringComparison.Ordinal));
        Assert.DoesNotContain(state.Diagnosis.Missing, missing => missing.Contains("handshake", StringComparison.Ordinal));
    }

    [Fact]
    public void Legs_OfADirectEdge_AreNotListed()
    {
        var state = new EdgeState(Deltas.Edge);
        state.Apply(Deltas.Of(Deltas.Turns(Window, 5)), Window);
        state.Close(Window + 1, _ => []);

        Assert.Empty(state.Diagnosis.Legs);
    }

    private static EdgeState Closed(params HopDelta[] hops)
    {
        var state = new EdgeState(Deltas.Edge);
        foreach (var hop in hops)
        {
            state.Apply(new() { Edge = Deltas.Edge, Source = Deltas.Source, Destination = Deltas.Destination, Hops = [hop] }, Window);
        }

        state.Close(Window + 1, _ => []);
        return state;
    }

    private static HopDelta Hop(params (string Endpoint, int Ended, int Failed)[] replicas) => new()
    {
        Window = Window,
        Reporter = AccessReporter.Client,
        Ended = (ulong)replicas.Sum(replica => replica.Ended),
        Endpoints = [.. replicas.Select(replica => new HopEndpoint(replica.Endpoint, (ulong)replica.Ended, (ulong)replica.Failed, Deltas.Histogram(2, replica.Ended)))],
    };
}
