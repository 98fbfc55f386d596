using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;
using MeshLens.Xds.Tests.FakeIstiod;

namespace MeshLens.Xds.Tests.Findings;

/// <summary>What the rules say of meshes that a real istiod served, against what was written down before there was a rule.</summary>
public sealed class RecordedFindingsTests
{
    public static TheoryData<string> All => [.. RecordingTests.Names];

    [Theory, MemberData(nameof(All))]
    public void Judge_ARecordedMesh_FindsWhatWasPlantedAndNothingElse(string recording)
    {
        var expected = ExpectedFinding.All.Where(item => item.Recording == recording);

        var found = Judge(recording).Where(static finding => finding.Severity >= Severity.Warning);

        Assert.Equal(expected.Select(static item => $"{item.Resource}: {item.Field}"), found.Select(static finding => $"{finding.Resource}: {finding.Field}"));
    }

    [Theory, MemberData(nameof(All))]
    public void Judge_ARecordedMesh_PredictsWhatWasWritten(string recording)
    {
        foreach (var expected in ExpectedFinding.All.Where(item => item.Recording == recording))
        {
            Assert.Equal(expected.Predicts, Judge(recording)[0].Predicts.Text.TrimEnd('.'), ignoreCase: true);
        }
    }

    [Theory]
    [InlineData("healthy-default")]
    [InlineData("healthy-tuned")]
    public void Judge_AHealthyMesh_SaysNothing(string recording) => Assert.Empty(Judge(recording));

    [Fact]
    public void Judge_AnyRecording_ConcernsThePlantedServiceAlone()
    {
        foreach (var finding in ExpectedFinding.All.SelectMany(static item => Judge(item.Recording)))
        {
            Assert.True(finding.Concerns("payments.shop.svc.cluster.local", 8080));
            Assert.False(finding.Concerns("catalog.shop.svc.cluster.local", 8080));
        }
    }

    /// <summary>Live: a healthy mesh is read, then the control plane pushes another.</summary>
    [Theory, MemberData(nameof(All))]
    public async Task Judge_AMeshThatIsPushed_FindsTheSame(string recording)
    {
        var expected = ExpectedFinding.All.Where(item => item.Recording == recording).Select(static item => $"{item.Resource}: {item.Field}").ToList();
        await using var istiod = await FakeControlPlane.StartAsync();
        Recording.Load("healthy-default").ServeFrom(istiod.Mesh);
        await using var reader = new RunningReader(new() { Addresses = [istiod.Address] });
        await reader.UntilAsync(static snapshot => snapshot.Of(ResourceTypes.Listeners).Count == 5);

        var pushed = Recording.Load(recording);
        pushed.ServeFrom(istiod.Mesh);

        await reader.UntilAsync(snapshot => pushed.Responses.All(item => snapshot.Of(item.Key).Count == item.Value.Resources.Count)
            && Judge(snapshot).Where(static finding => finding.Severity >= Severity.Warning).Select(static finding => $"{finding.Resource}: {finding.Field}").SequenceEqual(expected));
    }

    internal static IReadOnlyList<Finding> Judge(string recording) => Judge(Recording.Load(recording).ToSnapshot());

    private static IReadOnlyList<Finding> Judge(ResourceSnapshot snapshot) => RuleBook.Judge(ConfigurationModel.Of(
        snapshot,
        new(ViewKind.Proxy, "frontend-v1.shop", "shop", "region-1", "zone-1", []),
        ControlPlaneFacts.None));
}
