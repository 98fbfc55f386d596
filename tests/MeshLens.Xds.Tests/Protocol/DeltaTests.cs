using Envoy.Service.Discovery.V3;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Xds.State;
using MeshLens.Xds.Streaming;
using static MeshLens.Xds.Resources.ResourceTypes;

namespace MeshLens.Xds.Tests.Protocol;

/// <summary>What only delta can say.</summary>
public sealed class DeltaTests
{
    [Fact]
    public void Endpoints_ThatDoNotExist_LetTheClusterComeIntoForceWithoutAny()
    {
        var server = Create();
        server.Push(Clusters, Samples.Cluster("a"));

        Assert.Equal(["EDS ack 1"], server.Remove(Endpoints, "a"));
        Assert.Equal(["a"], server.Active(Clusters));
        Assert.Empty(server.Active(Endpoints));
    }

    [Fact]
    public void Endpoints_RemovedBeforeTheirCluster_LeaveTheClusterInForce()
    {
        var server = Create();
        server.Push(Clusters, Samples.Cluster("a"));
        server.Push(Endpoints, Samples.Endpoints("a"));
        server.Remove(Endpoints, "a");

        Assert.Equal(["a"], server.Active(Clusters));
        Assert.Equal(["EDS ack 3"], server.Push(Endpoints, Samples.Endpoints("a")));
        Assert.Equal(["a"], server.Active(Endpoints));
    }

    [Fact]
    public void Resource_WithoutABody_IsStillThere()
    {
        var server = Create();
        server.Push(Clusters, Samples.StaticCluster("a"));

        var said = server.Send(new DeltaDiscoveryResponse { TypeUrl = Clusters.TypeUrl, Nonce = "9", Resources = { new Resource { Name = "a", Version = "v1" } } });

        Assert.Equal(["CDS ack 9"], said);
        Assert.Equal(["a"], server.Active(Clusters));
    }

    [Fact]
    public void Clusters_NotMentioned_StayAsTheyAre()
    {
        var server = Create();
        server.Push(Clusters, Samples.StaticCluster("a"));
        server.Push(Clusters, Samples.StaticCluster("b"));

        Assert.Equal(["a", "b"], server.Active(Clusters));
    }

    [Fact]
    public void Open_WithMoreHeldThanAMessageTakes_LeavesItOutAndTakesTheAnswerForComplete()
    {
        var server = new ScriptedDeltaServer(OfProxy, mostHeldBytes: 20);
        server.Open();
        server.Push(Clusters, Samples.StaticCluster("a"), Samples.StaticCluster("b"), Samples.StaticCluster("c"));

        Assert.Equal(["CDS *", "LDS *"], server.Open());
        server.Push(Clusters, Samples.StaticCluster("b"));
        Assert.Equal(["b"], server.Active(Clusters));
        server.Push(Clusters, Samples.StaticCluster("d"));
        Assert.Equal(["b", "d"], server.Active(Clusters));
    }

    [Fact]
    public void Addresses_ByNameOnly_AreNotAskedForWhole()
    {
        var server = new ScriptedDeltaServer([Addresses]);
        server.State.Unfollow(Addresses);
        server.State.Hold(Addresses, "shop/payments");

        var said = server.OpenUnchecked();

        Assert.Equal(2, said.Count);
        Assert.Equal(["*"], said[0].ResourceNamesSubscribe);
        Assert.Equal(["*"], said[0].ResourceNamesUnsubscribe);
        Assert.Equal(["shop/payments"], said[1].ResourceNamesSubscribe);
    }

    [Fact]
    public void Response_OfATypeThatWasNotAskedFor_IsNeitherReadNorAnswered()
    {
        var server = Create();
        const string secrets = "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret";

        Assert.Empty(server.Send(new DeltaDiscoveryResponse { TypeUrl = secrets, Nonce = "", Resources = { new Resource { Name = "default" } } }));
        Assert.Empty(server.Last!.Changes);
    }

    [Fact]
    public void ControlPlane_ThatNamesItself_IsRemembered()
    {
        var server = Create();
        server.Push(Clusters);

        Assert.Equal("scripted", server.ControlPlane);
        server.Open();
        Assert.Equal("", server.ControlPlane);
    }

    private static ScriptedDeltaServer Create()
    {
        var server = new ScriptedDeltaServer(OfProxy);
        server.Open();
        return server;
    }
}
