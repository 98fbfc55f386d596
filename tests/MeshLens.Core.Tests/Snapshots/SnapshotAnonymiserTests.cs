using System.Text.Json;
using MeshLens.Core.Classification;
using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Tests.Simulation;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Snapshots;

public sealed class SnapshotAnonymiserTests
{
    [Fact]
    public void Anonymise_AnyName_IsGone()
    {
        var text = JsonSerializer.Serialize(SnapshotAnonymiser.Anonymise(Create()), SnapshotJson.Default.EdgeSnapshot);

        Assert.All(["shop", "frontend", "payments", "10.1.2.3", "2001:db8::7", "redis-server", "prod", "machine-7", "europe-west1"], name => Assert.DoesNotContain(name, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Anonymise_TheSameNameTwice_StaysTheSame()
    {
        var told = SnapshotAnonymiser.Anonymise(Create());

        Assert.Equal((told.Edge.DestinationNamespace, told.Edge.DestinationName), (told.Destination.Namespace, told.Destination.Name));
        Assert.Equal(told.Edge.DestinationName, told.Siblings[0].Edge.SourceName);
        Assert.Equal(["host-1", "host-2:8080"], [told.NameServers[0].Now.Address, told.Listeners[0].Endpoint]);
        Assert.Equal(["host-2:8080", "host-2:8080"], [told.Places![0].Endpoint, told.Hops![0].Endpoints[0].Endpoint]);
        Assert.Equal(["host-2:8080", "host-3:40000"], [told.Exemplars[0].Remote, told.Exemplars[0].Local]);
    }

    [Fact]
    public void Anonymise_WhatTheKernelNumbers_IsGone()
    {
        var exemplar = SnapshotAnonymiser.Anonymise(Create()).Exemplars[0];

        Assert.Equal((0u, 0ul, 0ul), (exemplar.ThreadId, exemplar.Cgroup, exemplar.NetworkNamespace));
    }

    [Fact]
    public void Anonymise_AnEndNobodyKnows_StaysUnknown()
    {
        var snapshot = Create();
        snapshot.Source = Party.Unknown;

        Assert.Equal(Party.Unknown, SnapshotAnonymiser.Anonymise(snapshot).Source);
    }

    [Fact]
    public void Anonymise_TheOriginal_IsLeftAlone()
    {
        var snapshot = Create();
        var before = JsonSerializer.Serialize(snapshot, SnapshotJson.Default.EdgeSnapshot);

        SnapshotAnonymiser.Anonymise(snapshot);

        Assert.Equal(before, JsonSerializer.Serialize(snapshot, SnapshotJson.Default.EdgeSnapshot));
    }

    [Fact]
    public void Anonymise_RecordedWindows_KeepTheirVerdicts() => Assert.All([.. Recordings.Quiet(), .. Recordings.Faults().Select(static item => item.Snapshot)], static recorded =>
    {
        var (told, asked) = (Classifier.Classify(SnapshotAnonymiser.Anonymise(recorded)), Classifier.Classify(recorded));

        Assert.Equal(asked.State.Cause, told.State.Cause);
        Assert.Equal(asked.Diagnosis.Latency.ExcessMs, told.Diagnosis.Latency.ExcessMs);
        Assert.Equal(asked.Diagnosis.Evidence.Select(static item => item.Signal), told.Diagnosis.Evidence.Select(static item => item.Signal));
    });

    private static EdgeSnapshot Create() => new()
    {
        Edge = new("prod", "shop", "frontend", "shop", "payments", 8080),
        Source = new("shop", "frontend", PartyKind.Workload),
        Destination = new("shop", "payments", PartyKind.Service),
        Listeners = [new() { Endpoint = "10.1.2.3:8080" }],
        Siblings = [new(new("prod", "shop", "payments", "shop", "bank", 443), SiblingRelation.Downstream, 1, Cause.Healthy, default)],
        NameServers = [new(new() { Address = "2001:db8::7" }, null)],
        Places = [new("10.1.2.3:8080", "payments-7d9f-x2x9k", "machine-7", "europe-west1-b")],
        Hops = [new() { Reporter = AccessReporter.Client, Ended = 1, Endpoints = [new("10.1.2.3:8080", 1, 0, new())] }],
        Exemplars = [new() { Remote = "10.1.2.3:8080", Local = "[2001:db8::8]:40000", Process = "redis-server", ThreadId = 7, Cgroup = 8, NetworkNamespace = 9 }],
    };
}
