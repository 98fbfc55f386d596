using Grpc.Core;
using MeshLens.Xds.Identity;
using MeshLens.Xds.State;
using MeshLens.Xds.Streaming;
using MeshLens.Xds.Tests.FakeIstiod;
using Microsoft.Extensions.Logging.Abstractions;
using static MeshLens.Xds.Resources.ResourceTypes;

namespace MeshLens.Xds.Tests;

/// <summary>The client against a fake istiod over real gRPC.</summary>
public sealed class AdsClientTests
{
    public static TheoryData<DiscoveryProtocol> Both => [DiscoveryProtocol.Delta, DiscoveryProtocol.StateOfTheWorld];

    [Theory, MemberData(nameof(Both))]
    public async Task Run_AServedMesh_IsReadWhole(DiscoveryProtocol protocol)
    {
        await using var istiod = await FakeControlPlane.StartAsync(Shop());
        await using var reader = Create(protocol, istiod.Address);

        await reader.UntilAsync(static snapshot => snapshot.Of(Listeners).Count == 1 && snapshot.Of(Clusters).Count == 2);

        Assert.Equal(["a", "b"], reader.Client.Snapshot.Of(Endpoints).Keys.Order());
        Assert.Equal(["80"], reader.Client.Snapshot.Of(Routes).Keys);
        Assert.Equal((ConnectionState.Live, "fake-istiod"), (reader.Client.Status.State, reader.Client.Status.ControlPlane));
        Assert.All(istiod.Mesh.Answers, answer => Assert.Equal("", answer.Problem));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Run_AnEndpointIsAdded_ShowsIt(DiscoveryProtocol protocol)
    {
        await using var istiod = await FakeControlPlane.StartAsync(Shop());
        await using var reader = Create(protocol, istiod.Address);
        await reader.UntilAsync(static snapshot => snapshot.Of(Clusters).Count == 2);

        istiod.Mesh.Push(Endpoints, Samples.Endpoints("a", "10.0.0.1", "10.0.0.2"));

        await reader.UntilAsync(static snapshot => snapshot.Of(Endpoints)["a"].Message.ToString()!.Contains("10.0.0.2", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Run_AServiceIsDeleted_ForgetsItAndItsEndpoints(DiscoveryProtocol protocol)
    {
        await using var istiod = await FakeControlPlane.StartAsync(Shop());
        await using var reader = Create(protocol, istiod.Address);
        await reader.UntilAsync(static snapshot => snapshot.Of(Clusters).Count == 2);

        istiod.Mesh.Remove(Clusters, "a");

        await reader.UntilAsync(static snapshot => snapshot.Of(Clusters).Count == 1 && snapshot.Of(Endpoints).Count == 1);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Run_ABadCluster_IsRefusedByNameAndTheRestStays(DiscoveryProtocol protocol)
    {
        await using var istiod = await FakeControlPlane.StartAsync(Shop());
        await using var reader = Create(protocol, istiod.Address);
        await reader.UntilAsync(static snapshot => snapshot.Of(Clusters).Count == 2);

        istiod.Mesh.PushBroken(Clusters, "bad");
        await reader.UntilAsync(_ => reader.Client.Counters.Rejected == 1);
        istiod.Mesh.Push(Clusters, Samples.StaticCluster("bad"));

        await reader.UntilAsync(static snapshot => snapshot.Of(Clusters).Count == 3);
        await reader.UntilAsync(_ => istiod.Mesh.Answers.Any(static answer => answer.Problem.Length > 0)); // It may be read after the next push was sent.
        Assert.Contains("CDS rejected 1", Assert.Single(istiod.Mesh.Answers, static answer => answer.Problem.Length > 0).Problem, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Run_TheStreamIsCut_ComesBackWithWhatItHolds(DiscoveryProtocol protocol)
    {
        await using var istiod = await FakeControlPlane.StartAsync(Shop());
        await using var reader = Create(protocol, istiod.Address);
        await reader.UntilAsync(static snapshot => snapshot.Of(Clusters).Count == 2);

        istiod.Mesh.CutStreams();
        await reader.UntilAsync(_ => reader.Client.Counters.Streams == 2);

        Assert.Equal(2, reader.Client.Snapshot.Of(Clusters).Count);
        Assert.Equal(2, istiod.Mesh.Nodes.Count);
        Assert.Equal(protocol == DiscoveryProtocol.Delta, istiod.Mesh.Held.Any(static held => held.StartsWith("a@", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Run_IstiodGoesAway_LeavesWhatIsKnownAndSaysItIsStale()
    {
        var istiod = await FakeControlPlane.StartAsync(Shop());
        await using var reader = Create(DiscoveryProtocol.Delta, istiod.Address);
        await reader.UntilAsync(static snapshot => snapshot.Of(Clusters).Count == 2);

        await istiod.DisposeAsync();
        await reader.UntilAsync(_ => reader.Client.Status.State == ConnectionState.Stale);

        Assert.Equal(2, reader.Client.Snapshot.Of(Clusters).Count);
        Assert.NotEqual("", reader.Client.Status.Reason);
    }

    [Fact]
    public async Task Run_OneReplicaIsDown_GoesToTheNext()
    {
        await using var istiod = await FakeControlPlane.StartAsync(Shop());
        await using var reader = Create(DiscoveryProtocol.Delta, new("http://127.0.0.1:1"), istiod.Address);

        await reader.UntilAsync(static snapshot => snapshot.Of(Clusters).Count == 2);

        Assert.Equal(istiod.Address, reader.Client.Status.Address);
    }

    [Fact]
    public async Task Run_RefusedThenLetIn_ReadsTheMesh()
    {
        var mesh = Shop();
        mesh.Refusal = new(StatusCode.PermissionDenied, "no");
        await using var istiod = await FakeControlPlane.StartAsync(mesh);
        await using var reader = Create(DiscoveryProtocol.Delta, istiod.Address);
        await reader.UntilAsync(_ => reader.Client.Status.Reason.Contains("service account", StringComparison.Ordinal));

        mesh.Refusal = null;

        await reader.UntilAsync(static snapshot => snapshot.Of(Clusters).Count == 2);
    }

    [Fact]
    public async Task Hold_WhileTheStreamIsOpen_AsksForOneMore()
    {
        var mesh = Shop();
        mesh.Serve(Endpoints, Samples.Endpoints("extra", "10.0.0.9"));
        await using var istiod = await FakeControlPlane.StartAsync(mesh);
        await using var reader = Create(DiscoveryProtocol.Delta, istiod.Address);
        await reader.UntilAsync(static snapshot => snapshot.Of(Clusters).Count == 2);

        await reader.Client.HoldAsync(Endpoints, "extra", TestContext.Current.CancellationToken);
        await reader.UntilAsync(static snapshot => snapshot.Of(Endpoints).ContainsKey("extra"));
        await reader.Client.ReleaseAsync(Endpoints, "extra", TestContext.Current.CancellationToken);

        Assert.False(reader.Client.Snapshot.Of(Endpoints).ContainsKey("extra"));
    }

    [Fact]
    public void Create_WithUnusableOptions_SaysWhy() =>
        Assert.Contains("neither http://", Assert.Throws<ArgumentException>(static () => Create(DiscoveryProtocol.Delta, new Uri("ftp://istiod"))).Message, StringComparison.Ordinal);

    private static FakeMesh Shop()
    {
        var mesh = new FakeMesh();
        mesh.Serve(Clusters, Samples.Cluster("a"), Samples.Cluster("b"));
        mesh.Serve(Endpoints, Samples.Endpoints("a", "10.0.0.1"), Samples.Endpoints("b", "10.0.1.1"));
        mesh.Serve(Listeners, Samples.Listener("l", "80"));
        mesh.Serve(Routes, Samples.Routes("80"));
        return mesh;
    }

    private static RunningReader Create(DiscoveryProtocol protocol, params Uri[] addresses) =>
        new(new() { Addresses = addresses, Protocol = protocol, FirstWait = TimeSpan.FromMilliseconds(10), LongestWait = TimeSpan.FromMilliseconds(50) });
}
