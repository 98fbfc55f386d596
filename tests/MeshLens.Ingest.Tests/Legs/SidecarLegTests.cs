using MeshLens.Core.Edges;
using MeshLens.Core.Windows;
using MeshLens.Ingest.Tests.Rig;
using Flow = MeshLens.Protocol.V1.Flow;

namespace MeshLens.Ingest.Tests.Legs;

/// <summary>A request through two sidecars on one node: app → proxy, proxy → proxy, proxy → app, all of one edge.</summary>
public sealed class SidecarLegTests
{
    private const string Vip = "10.96.0.10";
    private const string Caller = "10.0.1.1";
    private const string Called = "10.0.2.2";

    private static readonly string Names =
        $$"""{"endpoints":[{"address":"{{Vip}}","port":80,"name":"pay","kind":"service"},{"address":"{{Called}}","port":80,"name":"pay","kind":"service"},{"address":"{{Caller}}","name":"shop"}]}""";

    [Fact]
    public async Task Request_ThroughTwoSidecars_LegsStayApartOnOneEdge()
    {
        using var rig = IngestRig.Create();
        rig.Name(Names);
        var agent = rig.Connect();
        var flows = Chain();
        Join(agent, flows);
        agent.SendTurns(flows);

        var deltas = await rig.FlushAsync();

        Assert.Equal(["shop -> pay:80"], deltas.Where(static delta => delta.Windows.Exists(static window => window.Signals.Count > 0)).Select(static delta => delta.Name()).Distinct());
        Assert.Equal(
            [(Leg.AppToProxy, End.Client), (Leg.AppToProxy, End.Server), (Leg.ProxyToProxy, End.Client), (Leg.ProxyToProxy, End.Server), (Leg.ProxyToApp, End.Client), (Leg.ProxyToApp, End.Server)],
            Vantages(deltas));
    }

    [Fact]
    public async Task Application_BehindASidecarThatTwoReach_IsSharedByBothEdges()
    {
        using var rig = IngestRig.Create();
        rig.Name(Names);
        var agent = rig.Connect();
        var flows = Chain();
        var other = Within(2, TestAgent.Server(20, Called, 15006, "10.0.3.3", "envoy"));
        var call = TestAgent.Client(21, "10.0.3.3", Called, 80, "till", pid: 300);
        call.NetworkNamespace = 3;
        Join(agent, flows);
        agent.Define(other, call);
        agent.SendConnections(TestAgent.Connection(call, 5, 6), TestAgent.Connection(other, 5, 6));
        agent.SendTurns([other, call, .. flows]); // A caller is known of from its first row on.

        var behind = (await rig.FlushAsync()).SelectMany(static delta => delta.Windows.Select(window => (Edge: delta.Name(), Window: window)))
            .Where(static each => each.Window is { Leg: Leg.ProxyToApp, End: End.Server } && each.Window.Signals.Count > 0)
            .ToList();

        Assert.Equal(["shop -> pay:80", "till -> pay:80"], behind.Select(static each => each.Edge).Order());
        Assert.All(behind, static each => Assert.True(each.Window.Shared));
    }

    [Fact]
    public async Task Client_WhosePeerIsNoProxy_IsDirect()
    {
        using var rig = IngestRig.Create();
        rig.Name(Names);
        var agent = rig.Connect();
        var (call, service) = (TestAgent.Client(1, Caller, Called, 80, "shop"), TestAgent.Server(2, Called, 80, Caller, "pay"));
        agent.Define(call, service);
        agent.SendConnections(TestAgent.Connection(call, 1, 2), TestAgent.Connection(service, 1, 2));
        agent.SendTurns(call, service);

        Assert.Equal([(Leg.Direct, End.Client), (Leg.Direct, End.Server)], Vantages(await rig.FlushAsync()));
    }

    private static Flow[] Chain() =>
    [
        Within(1, TestAgent.Client(1, Caller, Vip, 80, "app")),
        Within(1, TestAgent.Server(2, "127.0.0.1", 15001, Caller, "envoy")),
        Within(1, TestAgent.Client(3, Caller, Called, 80, "envoy", pid: 200)),
        Within(2, TestAgent.Server(4, Called, 15006, Caller, "envoy")),
        Within(2, TestAgent.Client(5, "127.0.0.6", Called, 80, "envoy", pid: 200)),
        Within(2, TestAgent.Server(6, Called, 80, "127.0.0.6", "pay", pid: 201)),
    ];

    private static Flow Within(ulong ns, Flow flow)
    {
        flow.NetworkNamespace = ns;
        return flow;
    }

    private static void Join(TestAgent agent, Flow[] flows)
    {
        agent.Define(flows);
        for (var i = 0; i < flows.Length; i += 2)
        {
            agent.SendConnections(TestAgent.Connection(flows[i], (uint)(i + 100), 7), TestAgent.Connection(flows[i + 1], (uint)(i + 100), 7));
        }
    }

    private static List<(Leg, End)> Vantages(IEnumerable<EdgeDelta> deltas) =>
        [.. deltas.SelectMany(static delta => delta.Windows).Where(static window => window.Signals.Count > 0).Select(static window => (window.Leg, window.End)).Order()];
}
