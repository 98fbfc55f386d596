using System.Net;
using MeshLens.Core.Edges;
using MeshLens.Ingest.Naming.Processes;
using MeshLens.Ingest.Tests.Rig;
using MeshLens.Protocol.Addresses;
using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Tests.Naming;

public sealed class NamingTests
{
    [Fact]
    public async Task Client_NobodyNamesTheServer_AddressStandsForItself()
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        var flow = TestAgent.Client(1, "10.0.0.1", "192.0.2.7", 443, "curl");
        agent.Define(flow);
        agent.SendTurns(flow);

        var delta = Assert.Single(await rig.FlushAsync());

        Assert.Equal(new EdgeKey("c", "n1", "curl", "", "192.0.2.7", 443), delta.Edge);
        Assert.Equal((PartyKind.Process, PartyKind.Address), (delta.Source.Kind, delta.Destination.Kind));
        Assert.Equal("192.0.2.7:443", Assert.Single(delta.Windows).Endpoint);
    }

    [Fact]
    public async Task Client_OnLoopback_ServerIsTheListeningProcessOfItsNamespace()
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        var flow = TestAgent.Client(1, "127.0.0.1", "127.0.0.1", 6379, "app");
        var batch = TestAgent.NewCounters(1, 1);
        batch.Flows.Add(flow);
        batch.Listeners.Add(Listener("127.0.0.1", 6379, 1, "redis-server"));
        batch.Listeners.Add(Listener("127.0.0.1", 6379, 9, "other-namespace"));
        agent.Send(batch);

        Assert.Equal("app -> redis-server:6379", Assert.Single(await rig.FlushAsync()).Name());
    }

    [Fact]
    public async Task Client_ServerStartsToListenLater_IsNamedFromThenOn()
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        var flow = TestAgent.Client(1, "10.0.0.1", "10.0.0.9", 80, "app");
        agent.Define(flow, TestAgent.Server(2, "10.0.0.9", 22, "10.0.0.8", "sshd"));
        agent.SendTurns(flow);

        var batch = TestAgent.NewCounters(1, 1);
        batch.Listeners.Add(Listener("0.0.0.0", 80, 2, "nginx"));
        agent.Send(batch);

        Assert.Equal(["app -> 10.0.0.9:80", "app -> nginx:80"], (await rig.FlushAsync()).Select(delta => delta.Name()).Order());
    }

    [Fact]
    public async Task Server_ProcessUnknown_IsNamedByItsListener()
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        var flow = TestAgent.Server(1, "10.0.0.9", 80, "10.0.0.8");
        var batch = TestAgent.NewCounters(1, 1);
        batch.Flows.Add(flow);
        batch.Listeners.Add(Listener("0.0.0.0", 80, 2, "nginx"));
        agent.Send(batch);

        Assert.Equal("10.0.0.8 -> nginx:80", Assert.Single(await rig.FlushAsync()).Name());
    }

    [Fact]
    public async Task File_PortOfASharedAddress_NamesItsOwnCallsAlone()
    {
        using var rig = IngestRig.Create();
        rig.Name("""{"endpoints":[{"address":"10.0.0.1","port":80,"name":"web"},{"address":"10.0.0.2","name":"db"}]}""");
        var agent = rig.Connect();
        var own = TestAgent.Client(1, "10.0.0.1", "10.0.0.2", 5432, "nginx", pid: 7);
        var stranger = TestAgent.Client(2, "10.0.0.1", "10.0.0.2", 5432, "curl", pid: 8);
        var batch = TestAgent.NewBatch();
        batch.Flows.Add([own, stranger]);
        batch.Listeners.Add(Listener("0.0.0.0", 80, 1, "nginx", pid: 7));
        agent.Send(batch);
        agent.SendTurns(own, stranger);

        Assert.Equal(["curl -> db:5432", "web -> db:5432"], (await rig.FlushAsync()).Select(delta => delta.Name()).Order());
    }

    [Fact]
    public async Task File_CallerIsSeenToListenOnlyLater_IsNamedByItFromThenOn()
    {
        using var rig = IngestRig.Create();
        rig.Name("""{"endpoints":[{"address":"10.0.0.1","port":80,"name":"web"},{"address":"10.0.0.2","name":"db"}]}""");
        var agent = rig.Connect();
        var flow = TestAgent.Client(1, "10.0.0.1", "10.0.0.2", 5432, "nginx", pid: 7);
        agent.Define(flow);
        agent.SendTurns(flow);
        var before = await rig.FlushAsync();

        var batch = TestAgent.NewBatch();
        batch.Listeners.Add(Listener("0.0.0.0", 80, 1, "nginx", pid: 7));
        agent.Send(batch);
        agent.SendTurns(flow);
        var after = await rig.FlushAsync();

        Assert.Equal(["nginx -> db:5432"], before.Select(delta => delta.Name()));
        Assert.Equal(["web -> db:5432"], after.Select(delta => delta.Name()));
    }

    [Fact]
    public void Listener_OfAnotherWorkerOfTheSameProgram_NamesNobodyAnew()
    {
        var node = new NodeProcesses("c", "n1", "z");
        node.LearnListener(IPAddress.Any, 80, 1, new(7, 1, "nginx", "", "", ""));
        var version = node.ListenerVersion;

        node.LearnListener(IPAddress.Any, 80, 1, new(8, 2, "nginx", "", "", ""));
        Assert.Equal(version, node.ListenerVersion);

        node.LearnListener(IPAddress.Any, 80, 1, new(9, 3, "envoy", "", "", ""));
        Assert.NotEqual(version, node.ListenerVersion);
    }

    [Fact]
    public async Task File_LoopbackOfAnotherNode_DoesNotCount()
    {
        using var rig = IngestRig.Create();
        rig.Name("""{"endpoints":[{"address":"127.0.0.1","port":80,"name":"elsewhere","node":"n2"}]}""");
        var agent = rig.Connect("n1");
        var flow = TestAgent.Client(1, "127.0.0.1", "127.0.0.1", 80, "curl");
        agent.Define(flow);
        agent.SendTurns(flow);

        Assert.Equal("curl -> 127.0.0.1:80", Assert.Single(await rig.FlushAsync()).Name());
    }

    [Fact]
    public async Task Process_InAContainer_IsToldFromItsNamesake()
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        var flow = TestAgent.Client(1, "10.0.0.1", "10.0.0.2", 80, "java");
        flow.Process.ContainerId = "0123456789abcdef0123456789abcdef";
        agent.Define(flow);
        agent.SendTurns(flow);

        Assert.Equal("java@0123456789ab -> 10.0.0.2:80", Assert.Single(await rig.FlushAsync()).Name());
    }

    [Fact]
    public async Task Client_OfAVirtualServiceAddress_HasNoEndpointYet()
    {
        using var rig = IngestRig.Create();
        rig.Name("""{"endpoints":[{"address":"10.96.0.1","port":80,"name":"pay","kind":"service"}]}""");
        var agent = rig.Connect();
        var flow = TestAgent.Client(1, "10.0.0.1", "10.96.0.1", 80, "curl");
        agent.Define(flow);
        agent.SendTurns(flow);

        Assert.Null(Assert.Single(Assert.Single(await rig.FlushAsync()).Windows).Endpoint);
    }

    private static Listener Listener(string address, uint port, ulong networkNamespace, string process, uint pid = 50) => new()
    {
        Address = WireAddress.Write(IPAddress.Parse(address)),
        Port = port,
        NetworkNamespace = networkNamespace,
        Process = new() { Pid = pid, Name = process },
    };
}
