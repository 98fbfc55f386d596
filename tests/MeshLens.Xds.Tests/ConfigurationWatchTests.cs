using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;
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
