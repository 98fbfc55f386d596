using Envoy.Service.Discovery.V3;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Xds.State;
using MeshLens.Xds.Streaming;
using static MeshLens.Xds.Resources.ResourceTypes;

namespace MeshLens.Xds.Tests.Protocol;

/// <summary>What state-of-the-world says by leaving out.</summary>
public sealed class StateOfTheWorldTests
{
    [Fact]
    public void Clusters_LeftOut_AreRemoved()
    {
        var server = Create();
        server.Push(Clusters, Samples.StaticCluster("a"), Samples.StaticCluster("b"));

        server.Send(new DiscoveryResponse { TypeUrl = Clusters.TypeUrl, Nonce = "2", VersionInfo = "v2", Resources = { Any.Pack(Samples.StaticCluster("b")) } });

        Assert.Equal(["b"], server.Active(Clusters));
    }

    [Fact]
    public void Clusters_AllLeftOut_AreAllRemoved()
    {
        var server = Create();
        server.Push(Clusters, Samples.StaticCluster("a"));

        server.Send(new DiscoveryResponse { TypeUrl = Clusters.TypeUrl, Nonce = "2", VersionInfo = "v2" });

        Assert.Empty(server.Active(Clusters));
    }

    [Fact]
    public void Clusters_OneWithoutAReadableName_TakesNothingAway()
    {
        var server = Create();
        server.Push(Clusters, Samples.StaticCluster("a"), Samples.StaticCluster("b"));
        var unreadable = new Any { TypeUrl = Clusters.TypeUrl, Value = Google.Protobuf.ByteString.CopyFrom(0xFF) };

        var said = server.Send(new DiscoveryResponse
        {
            TypeUrl = Clusters.TypeUrl,
            Nonce = "2",
            VersionInfo = "v2",
            Resources = { Any.Pack(Samples.StaticCluster("b")), unreadable },
        });

        Assert.Equal(["CDS nack 2"], said);
        Assert.Equal(["a", "b"], server.Active(Clusters));
    }

    [Fact]
    public void Endpoints_LeftOut_StayAsTheyAre()
    {
        var server = Create();
        server.Push(Clusters, Samples.Cluster("a"), Samples.Cluster("b"));
        server.Push(Endpoints, Samples.Endpoints("a"), Samples.Endpoints("b"));

        server.Push(Endpoints, Samples.Endpoints("b", "10.0.0.1"));

        Assert.Equal(["a", "b"], server.Active(Endpoints));
    }

    [Fact]
    public void Resource_InAnEnvelope_IsTakenOut()
    {
        var server = Create();
        var envelope = Any.Pack(new Resource { Name = "a", Resource_ = Any.Pack(Samples.StaticCluster("a")) });

        var said = server.Send(new DiscoveryResponse { TypeUrl = Clusters.TypeUrl, Nonce = "1", VersionInfo = "v1", Resources = { envelope } });

        Assert.Equal(["CDS ack 1"], said);
        Assert.Equal(["a"], server.Active(Clusters));
    }

    [Fact]
    public void Rejection_OfTheFirstPush_ClaimsNoVersion()
    {
        var server = Create();

        // The scripted server itself checks that the version is the last accepted one: none.
        Assert.Equal(["CDS nack 1"], server.Push(Clusters, Samples.StaticCluster("")));
    }

    private static ScriptedStateOfTheWorldServer Create()
    {
        var server = new ScriptedStateOfTheWorldServer(OfProxy);
        server.Open();
        return server;
    }
}
