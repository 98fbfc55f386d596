using System.Collections.Immutable;
using System.Net;
using Envoy.Admin.V3;
using Envoy.Config.Cluster.V3;
using Envoy.Config.Endpoint.V3;
using Google.Protobuf;
using Google.Protobuf.Reflection;
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

        await views.LookAsync(Report(), Own, OwnPlace, Token);

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
        await views.LookAsync(Report("a-7d9f8c6b5-bbbbb.shop", "a-7d9f8c6b5-ccccc.shop", "c-0.shop"), Own, OwnPlace, Token);

        Assert.Equal(["a-7d9f8c6b5-bbbbb.shop", "c-0.shop"], views.Current.Select(static state => state.Model.View.Reader));
    }

    [Fact]
    public async Task Look_MoreWorkloadsThanMayBeAsked_SaysHowManyAreNotSeen()
    {
        await using var istiod = await FakeControlPlane.StartAsync();
        var views = Create(istiod, new ViewRequest(null, ""));

        await views.LookAsync(Report([.. Enumerable.Range(0, 40).Select(static number => $"w{number}.shop")]), Own, OwnPlace, Token);

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
        await views.LookAsync(Report(), Own, OwnPlace, Token);
        var before = views.Current[0];

        await views.LookAsync(Report(), Own, OwnPlace, Token);
        Assert.Same(before, views.Current[0]);
        istiod.Mesh.Debug["istio.io/debug/config_dump a-1.shop"] = Dump(milliseconds: 3000);
        await views.LookAsync(Report(), Own, OwnPlace, Token);

        Assert.DoesNotContain(views.Current[0].Findings, static finding => finding.Rule == "connect-timeout-short");
        Assert.NotEmpty(views.Current[0].Log.All);
    }

    [Fact]
    public async Task Look_TheProxyCannotBeAskedAboutAnyMore_KeepsWhatItHadAndSaysSo()
    {
        await using var istiod = await FakeControlPlane.StartAsync();
        istiod.Mesh.Debug["istio.io/debug/config_dump a-1.shop"] = Dump(milliseconds: 5);
        var views = Create(istiod, new ViewRequest(null, "a-1.shop"));
        await views.LookAsync(Report(), Own, OwnPlace, Token);
        Assert.Empty(views.NotSeen);

        istiod.Mesh.Debug.Clear();
        await views.LookAsync(Report(), Own, OwnPlace, Token);

        Assert.Single(views.Current);
        Assert.Contains("a-1.shop", Assert.Single(views.NotSeen), StringComparison.Ordinal);
        Assert.Contains("is of 2000-01-01 00:00:00Z", views.NotSeen[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a-1", true)]
    [InlineData("c-1", false)]
    public async Task Look_EndpointsInTheOrderOfAnotherZone_AreNotJudgedByZone(string pod, bool isNear)
    {
        await using var istiod = await FakeControlPlane.StartAsync();
        istiod.Mesh.Debug[$"istio.io/debug/config_dump {pod}.shop"] = Dump(milliseconds: 3000);
        var views = Create(istiod, new ViewRequest(null, $"{pod}.shop"));

        await views.LookAsync(Report(), Ordered($"zone-of-{pod}"), OwnPlace, Token);

        Assert.Equal(isNear, views.Current[0].Findings.Any(static finding => finding.Rule == "cross-zone"));
        Assert.Equal(!isNear, views.Current[0].Model.View.Unseen.Any(static text => text.Contains("crosses zones", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Look_TheDebuggingInterfaceTellsEndpoints_AreThoseOfTheProxy()
    {
        await using var istiod = await FakeControlPlane.StartAsync();
        istiod.Mesh.Debug["istio.io/debug config_dump?proxyID=c-1.shop&include_eds=true"] = [Json(Dump(milliseconds: 3000), Ordered("zone-of-c-1"))];
        var views = Create(istiod, new ViewRequest(null, "c-1.shop"));

        await views.LookAsync(Report(), Own, OwnPlace, Token);

        var state = Assert.Single(views.Current);
        Assert.Contains(state.Findings, static finding => finding.Rule == "cross-zone");
        Assert.DoesNotContain(state.Model.View.Unseen, static text => text.Contains("Endpoints", StringComparison.Ordinal));
        Assert.Equal(["10.0.0.7", "10.0.0.8"], Assert.Single(state.Model.Clusters).Endpoints.Select(static endpoint => endpoint.Address));
    }

    [Fact]
    public async Task Look_TheDebuggingInterfaceTellsMoreThanIsRead_AsksForMessages()
    {
        await using var istiod = await FakeControlPlane.StartAsync();
        var large = Json(Dump(milliseconds: 3000), Ordered("zone-of-c-1")).Value.ToStringUtf8() + new string(' ', DumpReading.LargestJson);
        istiod.Mesh.Debug["istio.io/debug config_dump?proxyID=c-1.shop&include_eds=true"] = [new() { TypeUrl = "istio.io/debug", Value = ByteString.CopyFromUtf8(large) }];
        istiod.Mesh.Debug["istio.io/debug/config_dump c-1.shop"] = Dump(milliseconds: 5);
        var views = Create(istiod, new ViewRequest(null, "c-1.shop"));

        await views.LookAsync(Report(), Own, OwnPlace, Token);

        Assert.Contains(Assert.Single(views.Current).Findings, static finding => finding.Rule == "connect-timeout-short");
    }

    [Fact]
    public async Task Merge_WhatSeveralSee_IsSaidOnceWithAllWhoSeeIt()
    {
        await using var istiod = await FakeControlPlane.StartAsync();
        istiod.Mesh.Debug["istio.io/debug/config_dump a-1.shop"] = Dump(milliseconds: 5);
        istiod.Mesh.Debug["istio.io/debug/config_dump c-1.shop"] = Dump(milliseconds: 5);
        istiod.Mesh.Debug["istio.io/debug/config_dump d-1.shop"] = Dump(milliseconds: 7);
        var views = Create(istiod, new(null, "a-1.shop"), new(null, "c-1.shop"), new(null, "d-1.shop"));
        await views.LookAsync(Report(), Own, OwnPlace, Token);

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

    private static ConfigurationView OwnPlace { get; } = new(ViewKind.Own, "meshlens-0.istio-system", "istio-system", "region-1", "zone-of-a-1", []);

    /// <summary>Requests go elsewhere first, to the given zone when that fails.</summary>
    private static ResourceSnapshot Ordered(string zone)
    {
        var endpoints = new ClusterLoadAssignment { ClusterName = Cluster };
        foreach (var (address, place, priority) in new[] { ("10.0.0.7", "elsewhere", 0u), ("10.0.0.8", zone, 1u) })
        {
            var locality = Samples.Endpoints(Cluster, address).Endpoints[0];
            (locality.Locality.Region, locality.Locality.Zone, locality.Priority) = ("region-1", place, priority);
            endpoints.Endpoints.Add(locality);
        }

        var resource = new MeshResource(Cluster, "", endpoints, []);
        return ResourceSnapshot.Empty.With(ResourceTypes.Endpoints, [KeyValuePair.Create(Cluster, resource)]);
    }

    private static Any Json(IReadOnlyList<Any> sections, ResourceSnapshot endpoints)
    {
        var dump = new ConfigDump { Configs = { sections } };
        dump.Configs.Add(Any.Pack(new EndpointsConfigDump
        {
            DynamicEndpointConfigs = { endpoints.Of(ResourceTypes.Endpoints).Values.Select(static item => new EndpointsConfigDump.Types.DynamicEndpointConfig { EndpointConfig = Any.Pack(item.Message) }) },
        }));
        var known = TypeRegistry.FromMessages(ClustersConfigDump.Descriptor, EndpointsConfigDump.Descriptor, Envoy.Config.Cluster.V3.Cluster.Descriptor, ClusterLoadAssignment.Descriptor);
        return new() { TypeUrl = "istio.io/debug", Value = ByteString.CopyFromUtf8(new JsonFormatter(new(false, known)).Format(dump)) };
    }

    private static IReadOnlyList<Any> Dump(int milliseconds)
    {
        var cluster = Samples.Cluster(Cluster);
        cluster.Metadata = new() { FilterMetadata = { ["istio"] = new() { Fields = { ["config"] = Value.ForString("/apis/networking.istio.io/v1/namespaces/shop/destination-rule/b") } } } };
        cluster.ConnectTimeout = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(milliseconds));
        return [Any.Pack(new ClustersConfigDump { DynamicActiveClusters = { new ClustersConfigDump.Types.DynamicCluster { Cluster = Any.Pack(cluster) } } })];
    }
}
