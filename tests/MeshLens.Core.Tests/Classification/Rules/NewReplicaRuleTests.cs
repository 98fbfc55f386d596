using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Tests.Classification.Configured;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification.Rules;

/// <summary>Requests went over to replicas that are further away.</summary>
public sealed class NewReplicaRuleTests
{
    [Fact]
    public void LongerPath_ToReplicasNeverUsedBefore_BlamesNobodyAndNamesTheConfiguration()
    {
        var diagnosis = Create(fresh: 396, isNew: true).On(End.Client, Leg.ProxyToProxy).Classify().Diagnosis;

        Assert.Equal(Cause.Undetermined, diagnosis.Verdict.Cause);
        Assert.Contains("replicas that were not used", diagnosis.Verdict.Summary, StringComparison.Ordinal);
        Assert.Contains(diagnosis.Missing, static missing => missing.StartsWith("the mesh's configuration", StringComparison.Ordinal));
    }

    [Fact]
    public void LongerPath_ToReplicasThatWereUsed_IsTheNetworks() => Assert.Equal(Cause.NetworkRtt, Create(fresh: 396, isNew: false).Judge().Cause);

    [Fact]
    public void LongerPath_ToAllReplicas_IsTheNetworks() => Assert.Equal(Cause.NetworkRtt, Create(fresh: 40, isNew: true).Judge().Cause);

    [Fact]
    public void LongerPath_FromBeforeRequestsWentOver_StaysTheNetworks()
    {
        var edge = Create(fresh: 396, isNew: true).After(new() { Cause = Cause.NetworkRtt, Symptom = Symptom.Growth, SinceWindow = TestEdge.Window - 3, LastSeenWindow = TestEdge.Window - 1 });

        Assert.Equal(Cause.NetworkRtt, edge.Lasting().Cause);
    }

    [Fact]
    public void LongerPath_ToANewReplicaInTheCallersZone_IsTheNetworks() => Assert.Equal(
        Cause.NetworkRtt,
        Create(fresh: 396, isNew: true).Configured(static configuration => configuration with { Endpoints = [new("10.0.0.1:8080", "zone-1"), new("10.0.0.2:8080", "zone-1")] }).Judge().Cause);

    [Fact]
    public void NewReplicas_WithoutALongerPath_AreNoCause()
    {
        var edge = TestEdge.Well().Replica(End.Client, "10.0.0.2:8080", Signal.Turn, 5, 400, double.NaN);
        edge.Snapshot.Find(Leg.Direct, End.Client)!.Endpoints[0].IsNew = true;

        Assert.Equal(Cause.Healthy, edge.Judge().Cause);
    }

    private static TestEdge Create(int fresh, bool isNew)
    {
        var edge = TestEdge.Well()
            .Timed(End.Client, Signal.Handshake, 50.3, 100)
            .Timed(End.Client, Signal.Turn, 55, 400)
            .Replica(End.Client, "10.0.0.1:8080", Signal.Turn, 55, 400 - fresh, double.NaN)
            .Replica(End.Client, "10.0.0.2:8080", Signal.Turn, 55, fresh, double.NaN);
        edge.Snapshot.Find(Leg.Direct, End.Client)!.Endpoints[1].IsNew = isNew;
        return edge;
    }
}
