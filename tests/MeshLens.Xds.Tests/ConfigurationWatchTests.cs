using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;
using MeshLens.Xds.Resources;
using MeshLens.Xds.Streaming;
using MeshLens.Xds.Tests.FakeIstiod;
using MeshLens.Xds.Tests.Findings;

namespace MeshLens.Xds.Tests;

/// <summary>Findings and changes, live from a control plane.</summary>
public sealed class ConfigurationWatchTests
{
    public static TheoryData<string> Spoilt => [.. ExpectedFinding.All.Select(static item => item.Recording)];

    [Theory, MemberData(nameof(Spoilt))]
    public async Task Judge_AHealthyMeshIsSpoilt_FindsItSoonAndSaysWhatChanged(string recording)
    {
        var expected = ExpectedFinding.All.Single(item => item.Recording == recording);
        await using var istiod = await FakeControlPlane.StartAsync();
        Recording.Load("healthy-default").ServeFrom(istiod.Mesh);
        await using var reader = new RunningReader(new() { Addresses = [istiod.Address], Protocol = DiscoveryProtocol.Delta });
        await using var watch = new RunningWatch(reader);
        await watch.UntilAsync(static state => state.Model.View.Unseen.Count == 0 && state.Model.Destinations.Count == 7 && state.Model.Listeners.Count == 5);
        var pushed = TimeProvider.System.GetTimestamp();

        Recording.Load(recording).ServeFrom(istiod.Mesh);
        var state = await watch.UntilAsync(state => state.Findings.Any(finding => $"{finding.Resource} {finding.Field}" == $"{expected.Resource} {expected.Field}"));

        TestContext.Current.TestOutputHelper?.WriteLine($"found {TimeProvider.System.GetElapsedTime(pushed).TotalMilliseconds:f0} ms after the push");
        Assert.Contains(state.Log.All, change => change.Resource?.ToString() == expected.Resource);
    }

    [Theory, InlineData(DiscoveryProtocol.Delta), InlineData(DiscoveryProtocol.StateOfTheWorld)]
    public async Task Judge_AResourceThatCannotBeRead_IsAFindingUntilItIsMended(DiscoveryProtocol protocol)
    {
        await using var istiod = await FakeControlPlane.StartAsync();
        istiod.Mesh.Serve(ResourceTypes.Clusters, Samples.StaticCluster("good"), Samples.StaticCluster("spoilt"));
        await using var reader = new RunningReader(new() { Addresses = [istiod.Address], Protocol = protocol });
        await using var watch = new RunningWatch(reader);
        await watch.UntilAsync(static state => state.Model.Clusters.Count == 2);

        istiod.Mesh.PushBroken(ResourceTypes.Clusters, "spoilt");
        var refused = await watch.UntilAsync(static state => state.Findings.Any(static finding => finding.Rule == "configuration-refused"));
        istiod.Mesh.Push(ResourceTypes.Clusters, Samples.StaticCluster("spoilt"));
        await watch.UntilAsync(static state => state.Findings.All(static finding => finding.Rule != "configuration-refused"));

        var finding = refused.Findings.Single(static finding => finding.Rule == "configuration-refused");
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("CDS", finding.Field);
        Assert.Equal(2, refused.Model.Clusters.Count); // What was there before stays.
    }

    [Fact]
    public async Task Judge_ARefusedResourceIsGoneAfterAReconnect_NothingIsRefused()
    {
        await using var istiod = await FakeControlPlane.StartAsync();
        istiod.Mesh.Serve(ResourceTypes.Clusters, Samples.StaticCluster("good"));
        await using var reader = new RunningReader(new() { Addresses = [istiod.Address], Protocol = DiscoveryProtocol.Delta });
        await reader.UntilAsync(static snapshot => snapshot.Of(ResourceTypes.Clusters).Count == 1);
        istiod.Mesh.PushBroken(ResourceTypes.Clusters, "bad");
        await reader.UntilAsync(_ => reader.Client.Refused.Count == 1);

        istiod.Mesh.Forget(ResourceTypes.Clusters, "bad");
        istiod.Mesh.CutStreams();

        await reader.UntilAsync(_ => reader.Client.Refused.Count == 0);
    }

    [Fact]
    public async Task Judge_TheReaderLearnsWhereItIs_JudgesAgainWithoutAPush()
    {
        await using var istiod = await FakeControlPlane.StartAsync();
        Recording.Load("locality-cross-zone").ServeFrom(istiod.Mesh);
        await using var reader = new RunningReader(new() { Addresses = [istiod.Address], Protocol = DiscoveryProtocol.Delta });
        var view = ConfigurationView.Unknown;
        await using var watch = new RunningWatch(reader, () => view);
        await watch.UntilAsync(static state => state.Model.View.Unseen.Count == 0 && state.Model.Listeners.Count == 5 && state.Findings.All(static finding => finding.Rule != "cross-zone"));

        view = RunningWatch.InZone;
        watch.Reconsider();

        await watch.UntilAsync(static state => state.Findings.Any(static finding => finding.Rule == "cross-zone"));
    }

    [Fact]
    public async Task Judge_AHealthyMeshReadForTheFirstTime_FindsNothingAndLogsNoChange()
    {
        await using var istiod = await FakeControlPlane.StartAsync();
        Recording.Load("healthy-default").ServeFrom(istiod.Mesh);
        await using var reader = new RunningReader(new() { Addresses = [istiod.Address], Protocol = DiscoveryProtocol.Delta });
        await using var watch = new RunningWatch(reader);

        var state = await watch.UntilAsync(static state => state.Model.View.Unseen.Count == 0 && state.Model.Destinations.Count == 7 && state.Model.Listeners.Count == 5);

        Assert.Empty(state.Findings);
        Assert.Empty(state.Log.All);
    }
}
