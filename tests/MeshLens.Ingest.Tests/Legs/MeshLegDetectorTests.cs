using MeshLens.Core.Edges;
using MeshLens.Ingest.Tests.Rig;
using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Tests.Legs;

/// <summary>Which hop a flow is, by its port, its other end, and whose process it is.</summary>
public sealed class MeshLegDetectorTests : IDisposable
{
    private const ulong CallersPod = 11;
    private const ulong CalleesPod = 22;

    private readonly IngestRig _rig = IngestRig.Create();

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData(15001u, Leg.AppToProxy)]
    [InlineData(15006u, Leg.ProxyToProxy)]
    [InlineData(15008u, Leg.ProxyToProxy)]
    [InlineData(8080u, Leg.Direct)]
    public async Task Server_OnAPort_IsOfThatPortsLeg(uint port, Leg leg) =>
        Assert.Equal([leg], await LegsAsync(Server(1, "10.0.0.2", port, "10.0.0.1", "app", CalleesPod)));

    [Fact]
    public async Task Application_WhoseConnectionItsProxyTook_IsOfTheProxysLeg()
    {
        var app = Client(1, "10.0.0.1", "10.96.0.1", 80, "java", CallersPod);
        var proxy = Server(2, "127.0.0.1", 15001, "10.0.0.1", "envoy", CallersPod, peer: 1);

        Assert.Equal([Leg.AppToProxy, Leg.AppToProxy], await LegsAsync(app, proxy));
    }

    [Fact]
    public async Task Proxy_TowardsAnotherPod_IsOnTheWire() =>
        Assert.Equal([Leg.ProxyToProxy], await LegsAsync(Client(1, "10.0.0.1", "10.0.0.2", 8080, "envoy", CallersPod)));

    [Fact]
    public async Task Proxy_TowardsTheApplicationOfItsPod_IsTheLastHop()
    {
        var proxy = Client(1, "127.0.0.6", "10.0.0.2", 8080, "ztunnel", CalleesPod);
        var app = Server(2, "10.0.0.2", 8080, "127.0.0.6", "java", CalleesPod, peer: 1);

        Assert.Equal([Leg.ProxyToApp, Leg.ProxyToApp], await LegsAsync(proxy, app));
    }

    [Fact]
    public async Task Application_CalledByASidecarThatIsNotSeen_IsTheLastHop() =>
        Assert.Equal([Leg.ProxyToApp], await LegsAsync(Server(1, "10.0.0.2", 8080, "127.0.0.6", "java", CalleesPod)));

    [Fact]
    public async Task Application_WithoutAProxyCalledByOne_IsOnTheWire()
    {
        var proxy = Client(1, "10.0.0.1", "10.0.0.2", 8080, "envoy", CallersPod);
        var app = Server(2, "10.0.0.2", 8080, "10.0.0.1", "java", CalleesPod, peer: 1);

        Assert.Equal([Leg.ProxyToProxy, Leg.ProxyToProxy], await LegsAsync(proxy, app));
    }

    [Fact]
    public async Task Applications_WithoutProxies_AreDirect()
    {
        var client = Client(1, "10.0.0.1", "10.0.0.2", 8080, "java", CallersPod);
        var server = Server(2, "10.0.0.2", 8080, "10.0.0.1", "java", CalleesPod, peer: 1);

        Assert.Equal([Leg.Direct, Leg.Direct], await LegsAsync(client, server));
    }

    private async Task<IEnumerable<Leg>> LegsAsync(params Flow[] flows)
    {
        var agent = _rig.Connect();
        agent.Define(flows);
        agent.SendTurns(flows);
        return (await _rig.FlushAsync()).SelectMany(delta => delta.Windows).Select(window => window.Leg);
    }

    private static Flow Client(uint id, string local, string remote, uint port, string process, ulong pod)
    {
        var flow = TestAgent.Client(id, local, remote, port, process, pid: 100 + id);
        flow.NetworkNamespace = pod;
        return flow;
    }

    private static Flow Server(uint id, string local, uint port, string remote, string process, ulong pod, uint peer = 0)
    {
        var flow = TestAgent.Server(id, local, port, remote, process, pid: 100 + id);
        (flow.NetworkNamespace, flow.PeerFlow) = (pod, peer);
        return flow;
    }
}
