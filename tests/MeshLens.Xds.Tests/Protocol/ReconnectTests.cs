using Google.Protobuf.WellKnownTypes;
using MeshLens.Xds.State;
using MeshLens.Xds.Streaming;
using static MeshLens.Xds.Resources.ResourceTypes;

namespace MeshLens.Xds.Tests.Protocol;

/// <summary>A new stream after another: the control plane has forgotten us, we have forgotten nothing.</summary>
public sealed class ReconnectTests
{
    [Fact]
    public void Delta_WithHeldResources_SaysWhichVersions()
    {
        var server = Loaded(DiscoveryProtocol.Delta);

        Assert.Equal(["CDS * held a@v1", "EDS +a held a@v1", "LDS * held l@v1", "RDS +80 held 80@v1"], server.Open());
    }

    [Fact]
    public void StateOfTheWorld_WithHeldResources_SaysTheAcceptedVersionAndNoNonce()
    {
        var server = Loaded(DiscoveryProtocol.StateOfTheWorld);

        Assert.Equal(["CDS * held v1", "EDS +a held v1", "LDS * held v1", "RDS +80 held v1"], server.Open());
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Open_Again_LeavesEverythingInForce(DiscoveryProtocol protocol)
    {
        var server = Loaded(protocol);

        server.Open();

        Assert.Equal(["a"], server.Active(Clusters));
        Assert.Equal(["l"], server.Active(Listeners));
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Open_AgainAndServedTheSame_ChangesNothing(DiscoveryProtocol protocol)
    {
        var server = Loaded(protocol);
        server.Open();

        Assert.Equal(["CDS ack 1"], server.Push(Clusters, Samples.Cluster("a")));
        Assert.Empty(server.Last!.Changes);
        Assert.Equal(["EDS ack 1"], server.Push(Endpoints, Samples.Endpoints("a")));
        Assert.Empty(server.Last!.Changes);
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Open_WhatWasRemovedMeanwhile_Goes(DiscoveryProtocol protocol)
    {
        var server = Loaded(protocol);
        server.Open();

        Assert.Equal(["CDS ack 1", "EDS -a"], server.Remove(Clusters, "a"));
        Assert.Empty(server.Active(Clusters));
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Open_WhileAClusterWasWarming_AsksForItsEndpointsAgain(DiscoveryProtocol protocol)
    {
        var server = ScriptedServer.Create(protocol);
        server.Open();
        server.Push(Clusters, Samples.Cluster("a"));

        Assert.Contains("EDS +a", server.Open());
        server.Push(Endpoints, Samples.Endpoints("a"));
        Assert.Equal(["a"], server.Active(Clusters));
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Open_AfterARejection_DoesNotClaimTheBadVersion(DiscoveryProtocol protocol)
    {
        var server = ScriptedServer.Create(protocol);
        server.Open();
        server.Push(Clusters, Samples.StaticCluster("a"));
        server.PushRaw(Clusters, ("a", Any.Pack(Samples.Listener("a"))));

        Assert.DoesNotContain("v2", server.Open()[0], StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Open_ChangedInterestWhileAway_IsToldAtOnce(DiscoveryProtocol protocol)
    {
        var server = ScriptedServer.Create(protocol);
        server.State.Hold(Endpoints, "x");

        Assert.Equal(["CDS *", "EDS +x", "LDS *"], server.Open());
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Open_ThenAChangeBeforeTheFirstResponse_UsesNoOldNonce(DiscoveryProtocol protocol)
    {
        var server = Loaded(protocol);
        server.Open();

        Assert.Equal(["EDS +x"], server.Change(static state => state.Hold(Endpoints, "x")));
    }

    private static ScriptedServer Loaded(DiscoveryProtocol protocol)
    {
        var server = ScriptedServer.Create(protocol);
        server.Open();
        server.Push(Clusters, Samples.Cluster("a"));
        server.Push(Endpoints, Samples.Endpoints("a"));
        server.Push(Listeners, Samples.Listener("l", "80"));
        server.Push(Routes, Samples.Routes("80"));
        return server;
    }
}
