using Google.Protobuf.WellKnownTypes;
using MeshLens.Xds.State;
using MeshLens.Xds.Streaming;
using static MeshLens.Xds.Resources.ResourceTypes;

namespace MeshLens.Xds.Tests.Protocol;

/// <summary>Make before break: what is in force while its replacement is not complete.</summary>
public sealed class WarmingTests
{
    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Cluster_WithoutItsEndpoints_IsNotYetInForce(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);
        server.Push(Clusters, Samples.Cluster("a"));

        Assert.Empty(server.Active(Clusters));
        server.Push(Endpoints, Samples.Endpoints("a"));
        Assert.Equal(["a"], server.Active(Clusters));
        Assert.Equal([new(Endpoints, "a", ChangeKind.Added), new(Clusters, "a", ChangeKind.Added)], server.Last!.Changes);
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Cluster_MovedToAnotherService_KeepsTheOldOneUntilTheNewIsThere(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);
        server.Push(Clusters, Samples.Cluster("a", "old"));
        server.Push(Endpoints, Samples.Endpoints("old"));

        Assert.Equal(["CDS ack 2", "EDS +new"], server.Push(Clusters, Samples.Cluster("a", "new")));
        Assert.Equal(["old"], server.State.Snapshot.Of(Clusters)["a"].References);
        Assert.Equal(["EDS ack 2", "EDS -old"], server.Push(Endpoints, Samples.Endpoints("new")));
        Assert.Equal(["new"], server.State.Snapshot.Of(Clusters)["a"].References);
        Assert.Equal(["new"], server.Active(Endpoints));
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Cluster_MovedTwiceBeforeItWasWarm_ForgetsTheOneBetween(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);
        server.Push(Clusters, Samples.Cluster("a", "old"));
        server.Push(Endpoints, Samples.Endpoints("old"));
        server.Push(Clusters, Samples.Cluster("a", "between"));

        Assert.Equal(["CDS ack 3", "EDS +new -between"], server.Push(Clusters, Samples.Cluster("a", "new")));
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Cluster_ChangedWithTheSameEndpoints_IsInForceAtOnce(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);
        server.Push(Clusters, Samples.Cluster("a", timeoutSeconds: 10));
        server.Push(Endpoints, Samples.Endpoints("a"));

        Assert.Equal(["CDS ack 2"], server.Push(Clusters, Samples.Cluster("a", timeoutSeconds: 1)));
        Assert.Equal([new(Clusters, "a", ChangeKind.Changed)], server.Last!.Changes);
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Cluster_RemovedBeforeItWasWarm_LetsGoOfItsEndpoints(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);
        server.Push(Clusters, Samples.Cluster("a"));

        Assert.Equal(["CDS ack 2", "EDS -a"], server.Remove(Clusters, "a"));
        Assert.Empty(server.Last!.Changes);
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Listener_NeedsAllItsRoutes_BeforeItIsInForce(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);
        server.Push(Listeners, Samples.Listener("l", "80", "90"));

        server.Push(Routes, Samples.Routes("80"));
        Assert.Empty(server.Active(Listeners));
        server.Push(Routes, Samples.Routes("90"));
        Assert.Equal(["l"], server.Active(Listeners));
    }

    private static ScriptedServer Create(DiscoveryProtocol protocol)
    {
        var server = ScriptedServer.Create(protocol);
        server.Open();
        return server;
    }
}
