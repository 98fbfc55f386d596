using Google.Protobuf.WellKnownTypes;
using MeshLens.Xds.State;
using MeshLens.Xds.Streaming;
using static MeshLens.Xds.Resources.ResourceTypes;

namespace MeshLens.Xds.Tests.Protocol;

/// <summary>What is asked for, when, and in which order.</summary>
public sealed class SubscriptionTests
{
    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Open_NothingHeld_AsksForClustersThenListeners(DiscoveryProtocol protocol) =>
        Assert.Equal(["CDS *", "LDS *"], ScriptedServer.Create(protocol).Open());

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Clusters_NewOnes_AreAcknowledgedBeforeTheirEndpointsAreAskedFor(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);

        Assert.Equal(["CDS ack 1", "EDS +a +b"], server.Push(Clusters, Samples.Cluster("b"), Samples.Cluster("a")));
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Clusters_WithoutEndpointDiscovery_AskForNone(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);

        Assert.Equal(["CDS ack 1"], server.Push(Clusters, Samples.StaticCluster("PassthroughCluster")));
        Assert.Equal(["PassthroughCluster"], server.Active(Clusters));
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Clusters_WithAServiceName_AskUnderThatName(DiscoveryProtocol protocol) =>
        Assert.Equal(["CDS ack 1", "EDS +service"], Create(protocol).Push(Clusters, Samples.Cluster("a", "service")));

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Clusters_OneMore_AddsItsNameOnly(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);
        server.Push(Clusters, Samples.Cluster("a"));
        server.Push(Endpoints, Samples.Endpoints("a"));

        Assert.Equal(["CDS ack 2", "EDS +b"], server.Push(Clusters, Samples.Cluster("b")));
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Clusters_TwoPushesBeforeEndpointsAnswer_EachIsAnsweredInOrder(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);

        Assert.Equal(["CDS ack 1", "EDS +a"], server.Push(Clusters, Samples.Cluster("a")));
        Assert.Equal(["CDS ack 2", "EDS +b"], server.Push(Clusters, Samples.Cluster("b")));
        Assert.Equal(["EDS ack 1"], server.Push(Endpoints, Samples.Endpoints("a"), Samples.Endpoints("b")));
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Clusters_PushedAgainUnchanged_AreOnlyAcknowledged(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);
        server.Push(Clusters, Samples.Cluster("a"));
        server.Push(Endpoints, Samples.Endpoints("a"));

        Assert.Equal(["CDS ack 2"], server.Push(Clusters, Samples.Cluster("a")));
        Assert.Empty(server.Last!.Changes);
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Clusters_OfOneService_AskForItsEndpointsOnce(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);

        Assert.Equal(["CDS ack 1", "EDS +s"], server.Push(Clusters, Samples.Cluster("a", "s"), Samples.Cluster("b", "s")));
        server.Push(Endpoints, Samples.Endpoints("s"));
        Assert.Equal(["CDS ack 2"], server.Remove(Clusters, "a"));
        Assert.Equal(["CDS ack 3", "EDS -s"], server.Remove(Clusters, "b"));
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Clusters_RemovedOne_LetsGoOfItsEndpoints(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);
        server.Push(Clusters, Samples.Cluster("a"), Samples.Cluster("b"));
        server.Push(Endpoints, Samples.Endpoints("a"), Samples.Endpoints("b"));

        Assert.Equal(["CDS ack 2", "EDS -a"], server.Remove(Clusters, "a"));
        Assert.Equal(["b"], server.Active(Endpoints));
        Assert.Equal([new(Clusters, "a", ChangeKind.Removed), new(Endpoints, "a", ChangeKind.Removed)], server.Last!.Changes);
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Clusters_TheLastWithEndpointsGoesAndOneComes_AsksAnew(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);
        server.Push(Clusters, Samples.Cluster("a"));
        server.Push(Endpoints, Samples.Endpoints("a"));

        Assert.Equal(["CDS ack 2", "EDS -a"], server.Remove(Clusters, "a"));
        Assert.Equal(["CDS ack 3", "EDS +b"], server.Push(Clusters, Samples.Cluster("b")));
        Assert.Equal(["EDS ack 2"], server.Push(Endpoints, Samples.Endpoints("b")));
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Clusters_ReplacedInOnePush_AreOneChangeOfNames(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);
        server.Push(Clusters, Samples.Cluster("a"));
        server.Push(Endpoints, Samples.Endpoints("a"));

        Assert.Equal(["CDS ack 2", "EDS +b -a"], server.PushAndRemove(Clusters, Samples.Cluster("b"), "a"));
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Clusters_RemovalOfAnUnknownOne_IsOnlyAcknowledged(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);

        Assert.Equal(["CDS ack 1"], server.Remove(Clusters, "never"));
        Assert.Empty(server.Last!.Changes);
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Listeners_WithRoutes_AskForEachOnce(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);

        Assert.Equal(["LDS ack 1", "RDS +80 +90"], server.Push(Listeners, Samples.Listener("l", "80", "90", "80"), Samples.Listener("m", "80")));
        Assert.Equal(["RDS ack 1"], server.Push(Routes, Samples.Routes("80"), Samples.Routes("90")));
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Listeners_WithADefaultChainOrAnApi_AskForTheirRoutes(DiscoveryProtocol protocol)
    {
        var last = Samples.Listener("l");
        last.DefaultFilterChain = new() { Filters = { Samples.Manager("default") } };
        var api = Samples.Listener("m");
        api.ApiListener = new() { ApiListener_ = Samples.Manager("api").TypedConfig };

        Assert.Equal(["LDS ack 1", "RDS +api +default"], Create(protocol).Push(Listeners, last, api));
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Listeners_RemovedOne_LetsGoOfItsRoutes(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);
        server.Push(Listeners, Samples.Listener("l", "80"));
        server.Push(Routes, Samples.Routes("80"));

        Assert.Equal(["LDS ack 2", "RDS -80"], server.Remove(Listeners, "l"));
        Assert.Empty(server.Active(Routes));
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Endpoints_OfANameThatWasLetGo_AreAcknowledgedAndDropped(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);
        server.Push(Clusters, Samples.Cluster("a"), Samples.Cluster("b"));
        server.Push(Endpoints, Samples.Endpoints("a"), Samples.Endpoints("b"));
        server.Remove(Clusters, "a");

        Assert.Equal(["EDS ack 2"], server.Push(Endpoints, Samples.Endpoints("a", "10.0.0.1")));
        Assert.Equal(["b"], server.Active(Endpoints));
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Endpoints_OneChangedOfTwo_LeavesTheOther(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);
        server.Push(Clusters, Samples.Cluster("a"), Samples.Cluster("b"));
        server.Push(Endpoints, Samples.Endpoints("a"), Samples.Endpoints("b"));

        Assert.Equal(["EDS ack 2"], server.Push(Endpoints, Samples.Endpoints("a", "10.0.0.1")));
        Assert.Equal([new(Endpoints, "a", ChangeKind.Changed)], server.Last!.Changes);
        Assert.Equal(["a", "b"], server.Active(Endpoints));
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Hold_ByTwo_AsksOnceAndLetsGoWithTheLast(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);

        Assert.Equal(["EDS +x"], server.Change(static state => state.Hold(Endpoints, "x")));
        Assert.Empty(server.Change(static state => state.Hold(Endpoints, "x")));
        Assert.Empty(server.Change(static state => state.Release(Endpoints, "x")));
        Assert.Equal(["EDS -x"], server.Change(static state => state.Release(Endpoints, "x")));
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Hold_OfWhatAClusterNeedsToo_OutlivesTheCluster(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);
        server.Push(Clusters, Samples.Cluster("a"));
        server.Push(Endpoints, Samples.Endpoints("a"));

        Assert.Empty(server.Change(static state => state.Hold(Endpoints, "a")));
        Assert.Equal(["CDS ack 2"], server.Remove(Clusters, "a"));
        Assert.Equal(["a"], server.Active(Endpoints));
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Hold_OfSeveralTypesAtOnce_AsksInTheOrderOfTypes(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);

        Assert.Equal(
            ["EDS +e", "RDS +r"],
            server.Change(static state =>
            {
                state.Hold(Routes, "r");
                state.Hold(Endpoints, "e");
            }));
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Hold_AndReleaseBeforeAnythingWasSaid_SaysNothing(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);

        Assert.Empty(server.Change(static state =>
        {
            state.Hold(Endpoints, "e");
            state.Release(Endpoints, "e");
        }));
    }

    private static ScriptedServer Create(DiscoveryProtocol protocol)
    {
        var server = ScriptedServer.Create(protocol);
        server.Open();
        return server;
    }
}
