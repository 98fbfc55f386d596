using Google.Protobuf.WellKnownTypes;
using MeshLens.Xds.State;
using MeshLens.Xds.Streaming;
using static MeshLens.Xds.Resources.ResourceTypes;

namespace MeshLens.Xds.Tests.Protocol;

/// <summary>What a bad resource does, and what it does not do to the others.</summary>
public sealed class RejectionTests
{
    // Field 1, length 1, "x", then a tag with no value.
    private static readonly Any Broken = new() { TypeUrl = Clusters.TypeUrl, Value = Google.Protobuf.ByteString.CopyFrom(0x0A, 1, (byte)'x', 0x22, 9) };

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Push_OneBadCluster_IsRefusedByNameAndTheGoodOneTaken(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);

        Assert.Equal(["CDS nack 1", "EDS +a"], server.PushRaw(Clusters, Good("a"), ("x", Broken)));
        Assert.Contains("x cannot be decoded", server.LastProblem, StringComparison.Ordinal);
        server.Push(Endpoints, Samples.Endpoints("a"));
        Assert.Equal(["a"], server.Active(Clusters));
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Push_BadReplacement_LeavesWhatWasThere(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);
        server.Push(Clusters, Samples.StaticCluster("x"));

        Assert.Equal(["CDS nack 2"], server.PushRaw(Clusters, ("x", Broken)));
        Assert.Equal(["x"], server.Active(Clusters));
        Assert.Empty(server.Last!.Changes);
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Push_GoodAfterBad_IsAcknowledgedWithItsOwnNonce(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);
        server.PushRaw(Clusters, ("x", Broken));

        Assert.Equal(["CDS ack 2"], server.Push(Clusters, Samples.StaticCluster("x")));
        Assert.Equal("", server.LastProblem);
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Push_BadOfOneType_DoesNotHoldUpAnother(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);
        server.PushRaw(Clusters, ("x", Broken));

        Assert.Equal(["LDS ack 1"], server.Push(Listeners, Samples.Listener("l")));
        Assert.Equal(["l"], server.Active(Listeners));
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Push_TheSameNameTwice_IsRefused(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);

        Assert.Equal(["CDS nack 1", "EDS +a"], server.PushRaw(Clusters, Good("a"), Good("a")));
        Assert.Contains("a is in the response more than once", server.LastProblem, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Push_AResourceOfAnotherType_IsRefusedByName(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);

        Assert.Equal(["CDS nack 1"], server.PushRaw(Clusters, ("l", Any.Pack(Samples.Listener("l")))));
        Assert.Contains("l is a type.googleapis.com/envoy.config.listener.v3.Listener", server.LastProblem, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Push_AResourceWithoutAName_IsRefused(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);

        Assert.Equal(["CDS nack 1"], server.Push(Clusters, Samples.StaticCluster("")));
        Assert.Contains("has no name", server.LastProblem, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Push_AListenerWithABrokenFilter_IsRefusedByName(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);
        var listener = Samples.Listener("l", "80");
        listener.FilterChains[0].Filters[0].TypedConfig.Value = Broken.Value;

        Assert.Equal(["LDS nack 1"], server.Push(Listeners, listener));
        Assert.Contains("l cannot be decoded", server.LastProblem, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Push_BadEndpoints_KeepTheClusterWarming(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);
        server.Push(Clusters, Samples.Cluster("x"));

        Assert.Equal(["EDS nack 1"], server.PushRaw(Endpoints, ("x", new() { TypeUrl = Endpoints.TypeUrl, Value = Broken.Value })));
        Assert.Empty(server.Active(Clusters));
        Assert.Equal(["EDS ack 2"], server.Push(Endpoints, Samples.Endpoints("x")));
        Assert.Equal(["x"], server.Active(Clusters));
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Push_ManyBadOnes_AreNamedBriefly(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);
        server.PushRaw(Clusters, [.. Enumerable.Range(0, 500).Select(i => (new string('n', 900) + i, Any.Pack(Samples.Listener(new string('n', 900) + i))))]);

        Assert.StartsWith("CDS rejected 500: ", server.LastProblem, StringComparison.Ordinal);
        Assert.InRange(server.LastProblem.Length, 1, 4096);
    }

    [Theory, MemberData(nameof(ScriptedServer.Both), MemberType = typeof(ScriptedServer))]
    public void Push_WithoutANonce_IsTakenButCannotBeAnswered(DiscoveryProtocol protocol)
    {
        var server = Create(protocol);

        Assert.Empty(server.PushWithoutNonce(Clusters, Samples.StaticCluster("a")));
        Assert.Equal(["a"], server.Active(Clusters));
    }

    private static (string, Any) Good(string name) => (name, Any.Pack(Samples.Cluster(name)));

    private static ScriptedServer Create(DiscoveryProtocol protocol)
    {
        var server = ScriptedServer.Create(protocol);
        server.Open();
        return server;
    }
}
