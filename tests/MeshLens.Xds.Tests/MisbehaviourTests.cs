using MeshLens.Xds.Streaming;
using MeshLens.Xds.Tests.FakeIstiod;
using static MeshLens.Xds.Resources.ResourceTypes;

namespace MeshLens.Xds.Tests;

/// <summary>A control plane that is slow, or forgets what it must not, over real gRPC.</summary>
public sealed class MisbehaviourTests
{
    public static TheoryData<DiscoveryProtocol> Both => [DiscoveryProtocol.Delta, DiscoveryProtocol.StateOfTheWorld];

    [Theory, MemberData(nameof(Both))]
    public async Task Run_APushIsSlow_WhatWasThereStaysUntilItComes(DiscoveryProtocol protocol)
    {
        await using var istiod = await FakeControlPlane.StartAsync(Shop());
        await using var reader = Create(protocol, istiod.Address);
        await reader.UntilAsync(static snapshot => snapshot.Of(Clusters).Count == 1);
        var gate = new TaskCompletionSource();
        istiod.Mesh.Gate = gate.Task;

        istiod.Mesh.Push(Clusters, Samples.Cluster("b"));
        istiod.Mesh.Serve(Endpoints, Samples.Endpoints("extra", "10.0.0.9"));
        await reader.Client.HoldAsync(Endpoints, "extra", TestContext.Current.CancellationToken);
        Assert.Equal((1, ConnectionState.Live), (reader.Client.Snapshot.Of(Clusters).Count, reader.Client.Status.State));
        gate.SetResult();

        await reader.UntilAsync(static snapshot => snapshot.Of(Clusters).Count == 2 && snapshot.Of(Endpoints).ContainsKey("extra"));
        Assert.All(istiod.Mesh.Answers, static answer => Assert.Equal("", answer.Problem));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Run_APushHasNoNonce_IsTakenOverAndNotAnswered(DiscoveryProtocol protocol)
    {
        await using var istiod = await FakeControlPlane.StartAsync(Shop());
        await using var reader = Create(protocol, istiod.Address);
        await reader.UntilAsync(static snapshot => snapshot.Of(Clusters).Count == 1);

        istiod.Mesh.LoseNonce();
        istiod.Mesh.Push(Clusters, Samples.StaticCluster("silent"));
        await reader.UntilAsync(snapshot => snapshot.Of(Clusters).ContainsKey("silent") && reader.Client.Counters.Unanswerable == 1);
        istiod.Mesh.Push(Clusters, Samples.StaticCluster("loud"));
        await reader.UntilAsync(static snapshot => snapshot.Of(Clusters).ContainsKey("loud"));

        await reader.UntilAsync(_ => istiod.Mesh.Answers.Count == reader.Client.Counters.Acknowledged);
        Assert.DoesNotContain(istiod.Mesh.Answers, static answer => answer.Problem.Length > 0);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Run_APushIsLargerThanMessagesUsuallyMayBe_IsTakenWhole(DiscoveryProtocol protocol)
    {
        await using var istiod = await FakeControlPlane.StartAsync(Shop());
        await using var reader = Create(protocol, istiod.Address);
        await reader.UntilAsync(static snapshot => snapshot.Of(Clusters).Count == 1);
        var large = Samples.StaticCluster("large");
        large.AltStatName = new('x', 9 << 20);

        istiod.Mesh.Push(Clusters, large);

        await reader.UntilAsync(static snapshot => snapshot.Of(Clusters).ContainsKey("large"));
        Assert.Equal((1, 0), (reader.Client.Counters.Streams, reader.Client.Counters.Rejected));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Run_Always_AsksForNoSecret(DiscoveryProtocol protocol)
    {
        await using var istiod = await FakeControlPlane.StartAsync(Shop());
        await using var reader = Create(protocol, istiod.Address);

        await reader.UntilAsync(static snapshot => snapshot.Of(Clusters).Count == 1);
        await reader.UntilAsync(_ => istiod.Mesh.Asked.Count >= 3);

        Assert.DoesNotContain(istiod.Mesh.Asked.Keys, static type => type.Contains("Secret", StringComparison.Ordinal));
    }

    private static FakeMesh Shop()
    {
        var mesh = new FakeMesh();
        mesh.Serve(Clusters, Samples.Cluster("a"));
        mesh.Serve(Endpoints, Samples.Endpoints("a", "10.0.0.1"), Samples.Endpoints("b", "10.0.0.2"));
        return mesh;
    }

    private static RunningReader Create(DiscoveryProtocol protocol, Uri address) => new(new() { Addresses = [address], Protocol = protocol });
}
