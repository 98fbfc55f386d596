using System.Text.Json;
using System.Text.Json.Nodes;
using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;
using MeshLens.Lab.Proxies.Patterns;

namespace MeshLens.Lab.Proxies.Tests.Patterns;

public sealed class SourceRemovalTests
{
    [Fact]
    public void Without_Nothing_IsTheSame() => Assert.Equal(Text(Whole()), Text(SourceRemoval.Without(Whole(), RemovedSource.None)));

    [Fact]
    public void Without_Kernel_NoEndIsSeen()
    {
        var left = Stripped(RemovedSource.Kernel);

        Assert.Empty(left.Legs);
        Assert.Empty(left.Listeners);
        Assert.False(left.Coverage.ClientSeen || left.Coverage.ServerSeen);
        Assert.Equal(2, left.Hops?.Count);
    }

    [Fact]
    public void Without_AccessLogs_LegsStay()
    {
        var left = Stripped(RemovedSource.AccessLogs);

        Assert.Null(left.Hops);
        Assert.Equal(SourceKind.Metrics, Assert.Single(left.HopBaselines!).Source);
        Assert.Equal(6, left.Legs.Count);
    }

    [Fact]
    public void Without_Metrics_WhatIsUsualOfLogsStays() =>
        Assert.Equal(SourceKind.AccessLog, Assert.Single(Stripped(RemovedSource.Metrics).HopBaselines!).Source);

    [Fact]
    public void Without_ServerEnd_CallersHalfStays()
    {
        var left = Stripped(RemovedSource.ServerEnd);

        Assert.Equal([(Leg.AppToProxy, End.Client), (Leg.AppToProxy, End.Server), (Leg.ProxyToProxy, End.Client)], left.Legs.Select(static leg => (leg.Leg, leg.End)));
        Assert.Equal(AccessReporter.Client, Assert.Single(left.Hops!).Reporter);
        Assert.True(left.Coverage is { ClientSeen: true, ServerSeen: false });
    }

    [Theory]
    [InlineData("configuration")]
    [InlineData("metrics")]
    public void Without_ASourceOfOneField_FieldIsGone(string field)
    {
        var removed = Enum.Parse<RemovedSource>(field, ignoreCase: true);
        var whole = Whole();
        whole[field] = new JsonObject { ["asOf"] = "2026-03-01" };

        Assert.False(SourceRemoval.Without(whole, removed).ContainsKey(field));
        Assert.True(whole.ContainsKey(field));
    }

    [Fact]
    public void Without_AnySource_NothingElseIsTouched() =>
        Assert.All(Enum.GetValues<RemovedSource>(), static removed => Assert.Equal(77, Stripped(removed).Window));

    private static EdgeSnapshot Stripped(RemovedSource removed) => OfflineClassification.Read(SourceRemoval.Without(Whole(), removed));

    private static JsonObject Whole() => JsonSerializer.SerializeToNode(
        new EdgeSnapshot
        {
            Window = 77,
            Legs =
            [
                new() { Leg = Leg.AppToProxy, End = End.Client },
                new() { Leg = Leg.AppToProxy, End = End.Server },
                new() { Leg = Leg.ProxyToProxy, End = End.Client },
                new() { Leg = Leg.ProxyToProxy, End = End.Server },
                new() { Leg = Leg.ProxyToApp, End = End.Client },
                new() { Leg = Leg.ProxyToApp, End = End.Server },
            ],
            Coverage = new() { ClientSeen = true, ServerSeen = true },
            Hops = [new() { Reporter = AccessReporter.Client, Ended = 3 }, new() { Reporter = AccessReporter.Server, Ended = 3 }],
            HopBaselines = [new() { Source = SourceKind.AccessLog }, new() { Source = SourceKind.Metrics }],
        },
        SnapshotJson.Default.EdgeSnapshot)!.AsObject();

    private static string Text(JsonObject snapshot) => snapshot.ToJsonString();
}
