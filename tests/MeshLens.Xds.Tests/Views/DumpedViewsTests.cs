using System.Collections.Immutable;
using System.Net;
using Envoy.Admin.V3;
using Envoy.Config.Cluster.V3;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Xds.Debug;
using MeshLens.Xds.Model;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;
using MeshLens.Xds.Tests.FakeIstiod;
using MeshLens.Xds.Views;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Xds.Tests.Views;

/// <summary>Other proxies' configuration, as the control plane tells it.</summary>
public sealed class DumpedViewsTests
{
    private const string Cluster = "outbound|8080||b.shop.svc.cluster.local";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Look_AProxyThatWasNamed_IsJudgedFromItsOwnView()
    {
        await using var istiod = await FakeControlPlane.StartAsync();
        istiod.Mesh.Debug["istio.io/debug/config_dump a-1.shop"] = Dump(milliseconds: 5);
        var views = Create(istiod, new ViewRequest(null, "a-1.shop"));

        await views.LookAsync(Report(), Own, Token);

        var state = Assert.Single(views.Current);
        Assert.Equal((ViewKind.Debug, "a-1.shop", "shop", "zone-of-a-1"), (state.Model.View.Kind, state.Model.View.Reader, state.Model.View.Namespace, state.Model.View.Zone));
        var finding = Assert.Single(state.Findings, static finding => finding.Rule == "connect-timeout-short");
        Assert.Equal("a-1.shop", finding.View.Reader);
        Assert.Contains(finding.View.Unseen, static text => text.Contains("Endpoints", StringComparison.Ordinal));
        Assert.Equal("10.0.0.1", Assert.Single(Assert.Single(state.Model.Clusters).Endpoints).Address);
    }

    [Fact]
    public async Task Look_All_TakesOnePodOfEachWorkload()
    {
        await using var istiod = await FakeControlPlane.StartAsync();
        foreach (var proxy in (string[])["a-7d9f8c6b5-bbbbb.shop", "a-7d9f8c6b5-ccccc.shop", "c-0.shop"])
        {
            istiod.Mesh.Debug[$"istio.io/debug/config_dump {proxy}"] = Dump(milliseconds: 5);
        }

        var views = Create(istiod, new ViewRequest(null, ""));
        await views.LookAsync(Report("a-7d9f8c6b5-bbbbb.shop", "a-7d9f8c6b5-ccccc.shop", "c-0.shop"), Own, Token);

        Assert.Equal(["a-7d9f8c6b5-bbbbb.shop", "c-0.shop"], views.Current.Select(static state => state.Model.View.Reader));
    }

    [Fact]
    public async Task Look_MoreWorkloadsThanMayBeAsked_SaysHowManyAreNotSeen()
    {
        await using var istiod = await FakeControlPlane.StartAsync();
        var views = Create(istiod, new ViewRequest(null, ""));

        await views.LookAsync(Report([.. Enumerable.Range(0, 40).Select(static number => $"w{number}.shop")]), Own, Token);

        Assert.Empty(views.Current);
        Assert.StartsWith("8 workloads", views.NotSeen[0], StringComparison.Ordinal);
        Assert.Equal(1 + 32, views.NotSeen.Count);
    }

    [Fact]
    public async Task Look_NothingHasChanged_JudgesNothingAgain()
    {
        await using var istiod = await FakeControlPlane.StartAsync();
        istiod.Mesh.Debug["istio.io/debug/config_dump a-1.shop"] = Dump(milliseconds: 5);
        var views = Create(istiod, new ViewRequest(null, "a-1.shop"));
        await views.LookAsync(Report(), Own, Token);
        var before = views.Current[0];

        await views.LookAsync(Report(), Own, Token);
        Assert.Same(before, views.Current[0]);
        istiod.Mesh.Debug["istio.io/debug/config_dump a-1.shop"] = Dump(milliseconds: 3000);
        await views.LookAsync(Report(), Own, Token);

        Assert.DoesNotContain(views.Current[0].Findings, static finding => finding.Rule == "connect-timeout-short");
        Assert.NotEmpty(views.Current[0].Log.All);
    }

    [Fact]
    public async Task Look_TheProxyCannotBeAskedAboutAnyMore_KeepsWhatItHadAndSaysSo()
    {
        await using var istiod = await FakeControlPlane.StartAsync();
        istiod.Mesh.Debug["istio.io/debug/config_dump a-1.shop"] = Dump(milliseconds: 5);
        var views = Create(istiod, new ViewRequest(null, "a-1.shop"));
        await views.LookAsync(Report(), Own, Token);
        Assert.Empty(views.NotSeen);

        istiod.Mesh.Debug.Clear();
        await views.LookAsync(Report(), Own, Token);

        Assert.Single(views.Current);
        Assert.Contains("a-1.shop", Assert.Single(views.NotSeen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_WhatSeveralSee_IsSaidOnceWithAllWhoSeeIt()
    {
        await using var istiod = await FakeControlPlane.StartAsync();
        istiod.Mesh.Debug["istio.io/debug/config_dump a-1.shop"] = Dump(milliseconds: 5);
        istiod.Mesh.Debug["istio.io/debug/config_dump c-1.shop"] = Dump(milliseconds: 5);
        istiod.Mesh.Debug["istio.io/debug/config_dump d-1.shop"] = Dump(milliseconds: 7);
        var views = Create(istiod, new(null, "a-1.shop"), new(null, "c-1.shop"), new(null, "d-1.shop"));
        await views.LookAsync(Report(), Own, Token);

        var findings = MergedFindings.Of(views.Current).Where(static finding => finding.Rule == "connect-timeout-short").ToList();

        Assert.Equal(["a-1.shop", "d-1.shop"], findings.Select(static finding => finding.View.Reader));
        Assert.Equal(["Debug c-1.shop"], findings[0].AlsoSeenFrom);
        Assert.Empty(findings[1].AlsoSeenFrom);
    }

    private static DumpedViews Create(FakeControlPlane istiod, params ViewRequest[] requests)
    {
        var node = new MeshLens.Xds.Identity.NodeIdentity { Address = IPAddress.Loopback, Pod = "meshlens-0", Namespace = "istio-system" };
        return new(new(new() { Addresses = [istiod.Address] }, node, TimeProvider.System), requests, static (_, pod) => ("region-1", $"zone-of-{pod}"), new FakeTimeProvider());
    }

    private static SyncReport Report(params string[] proxies) =>
        new(default, [.. proxies.Select(static proxy => new ProxySync(proxy, "k1", "1.30", new("https://istiod:15012"), []))], []);

    private static ResourceSnapshot Own { get; } = ResourceSnapshot.Empty.With(
        ResourceTypes.Endpoints,
        new[] { new MeshResource(Cluster, "", Samples.Endpoints(Cluster, "10.0.0.1"), []) }.Select(static item => KeyValuePair.Create(item.Name, item)));

    private static IReadOnlyList<Any> Dump(int milliseconds)
    {
        var cluster = Samples.Cluster(Cluster);
        cluster.ConnectTimeout = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(milliseconds));
        return [Any.Pack(new ClustersConfigDump { DynamicActiveClusters = { new ClustersConfigDump.Types.DynamicCluster { Cluster = Any.Pack(cluster) } } })];
    }
}
