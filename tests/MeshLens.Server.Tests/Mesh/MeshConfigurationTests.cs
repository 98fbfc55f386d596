using System.Text.Json;
using Envoy.Admin.V3;
using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Config.Endpoint.V3;
using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Http.ExtAuthz.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Envoy.Service.Status.V3;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Grains.Mesh;
using MeshLens.Server.Hosting;
using MeshLens.Xds.Resources;
using MeshLens.Xds.Tests.FakeIstiod;
using Microsoft.Extensions.DependencyInjection;

namespace MeshLens.Server.Tests.Mesh;

/// <summary>The whole server beside a control plane: what it serves is judged and told.</summary>
public sealed class MeshConfigurationTests
{
    private const string Name = "outbound|8080||payments.shop.svc.cluster.local";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Findings_OfWhatTheControlPlaneServes_AreTold()
    {
        await using var istiod = await FakeControlPlane.StartAsync(Mesh());
        await using var server = MeshLensServer.Build(Options(istiod.Address), agentArguments: null);
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = server.Services.GetRequiredService<BoundAddresses>().Api };

        using var report = await UntilAsync(http, "/api/v1/findings?severity=warning", static answer => answer.GetProperty("findings").GetArrayLength() == 1);

        var finding = report.RootElement.GetProperty("findings")[0];
        Assert.Equal("connect-timeout-short", finding.GetProperty("rule").GetString());
        Assert.Equal("payments.shop.svc.cluster.local", finding.GetProperty("places")[0].GetProperty("host").GetString());
        Assert.NotEqual(0, report.RootElement.GetProperty("missing").GetArrayLength());
        using var configuration = JsonDocument.Parse(await http.GetStringAsync("/api/v1/edges/k8s~shop~frontend~shop~payments~8080/config", TestContext.Current.CancellationToken));
        Assert.Equal("5ms", configuration.RootElement.GetProperty("destination").GetProperty("clusters")[0].GetProperty("connection").GetProperty("connectTimeout").GetString());
        await server.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Findings_OfAnotherProxysView_SayWhoseItIs()
    {
        var mesh = Mesh();
        mesh.Debug["istio.io/debug/syncz"] = [];
        mesh.Debug["istio.io/debug/config_dump frontend-1.shop"] = [Any.Pack(new ClustersConfigDump
        {
            DynamicActiveClusters = { new ClustersConfigDump.Types.DynamicCluster { Cluster = Any.Pack(Cluster(milliseconds: 7)) } },
        })];
        await using var istiod = await FakeControlPlane.StartAsync(mesh);
        await using var server = MeshLensServer.Build(Options(istiod.Address, "frontend-1.shop"), agentArguments: null);
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = server.Services.GetRequiredService<BoundAddresses>().Api };

        using var report = await UntilAsync(http, "/api/v1/findings?severity=warning", static answer => answer.GetProperty("findings").GetArrayLength() == 2);

        Assert.Equal(["own", "debug frontend-1.shop"], report.RootElement.GetProperty("findings").EnumerateArray().Select(static finding => NameOf(finding.GetProperty("view"))));
        using var configuration = JsonDocument.Parse(await http.GetStringAsync("/api/v1/edges/k8s~shop~frontend-1~shop~payments~8080/config", TestContext.Current.CancellationToken));
        Assert.Equal("debug frontend-1.shop", NameOf(configuration.RootElement.GetProperty("view")));
        await server.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Config_OfAnEdge_HasWhatIsFoundWhereItsRequestsArrive()
    {
        var mesh = Mesh(workload: "payments-v1;shop;payments;v1;k8s");
        mesh.Debug["istio.io/debug/syncz"] = [];
        mesh.Debug["istio.io/debug/config_dump payments-v1-7d9f8c6b5-x2x4q.shop"] =
        [
            Any.Pack(new ClustersConfigDump { DynamicActiveClusters = { new ClustersConfigDump.Types.DynamicCluster { Cluster = Any.Pack(Cluster(milliseconds: 5000)) } } }),
            Any.Pack(new ListenersConfigDump { DynamicListeners = { new ListenersConfigDump.Types.DynamicListener { Name = "virtualInbound", ActiveState = new() { Listener = Any.Pack(Inbound()) } } } }),
        ];
        await using var istiod = await FakeControlPlane.StartAsync(mesh);
        await using var server = MeshLensServer.Build(Options(istiod.Address, "payments-v1-7d9f8c6b5-x2x4q.shop"), agentArguments: null);
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = server.Services.GetRequiredService<BoundAddresses>().Api };
        (await UntilAsync(http, "/api/v1/findings", static answer => !new[] { "external-authorization", "connect-timeout-short" }.Except(Rules(answer)).Any())).Dispose();

        // The endpoints, which say where they arrive, come by themselves.
        using var configuration = await UntilAsync(
            http, "/api/v1/edges/k8s~shop~frontend~shop~payments~8080/config", static answer => Rules(answer).Contains("external-authorization"));

        Assert.Equal("own", NameOf(configuration.RootElement.GetProperty("view")));
        var (source, destination) = (new Party("shop", "frontend", PartyKind.Workload), new Party("shop", "payments", PartyKind.Service));
        var told = server.Services.GetRequiredService<IEdgeConfigurations>().Find(EdgeKey.Between("k8s", source, destination, 8080), source, destination)!;
        var filter = Assert.Single(told.Filters);
        Assert.Equal(("authz", ConfiguredFilterKind.ExternalAuthorization, true), (filter.Name, filter.Kind, filter.IsInbound));
        Assert.Equal("HTTP filter authz", Assert.Single(told.Findings, static finding => finding.Rule == "external-authorization").Field);
        await server.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("frontend", true)]
    [InlineData("backend", false)]
    public async Task Config_OfAnEdge_SaysThatItsProxyRefusedSomething(string caller, bool expected)
    {
        var mesh = Mesh();
        mesh.Debug["istio.io/debug/syncz"] = [Any.Pack(new ClientConfig
        {
            Node = new() { Id = "frontend-7d9f8c6b5-x2x4q.shop" },
            GenericXdsConfigs = { new ClientConfig.Types.GenericXdsConfig { TypeUrl = ResourceTypes.Listeners.TypeUrl, ConfigStatus = ConfigStatus.Error, ErrorState = new() { Details = "no such filter" } } },
        })];
        await using var istiod = await FakeControlPlane.StartAsync(mesh);
        await using var server = MeshLensServer.Build(Options(istiod.Address), agentArguments: null);
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = server.Services.GetRequiredService<BoundAddresses>().Api };
        (await UntilAsync(http, "/api/v1/findings?severity=warning", static answer => Rules(answer).Order().SequenceEqual(["configuration-refused", "connect-timeout-short"]))).Dispose();

        using var configuration = JsonDocument.Parse(await http.GetStringAsync($"/api/v1/edges/k8s~shop~{caller}~shop~payments~8080/config", TestContext.Current.CancellationToken));

        Assert.Equal(expected, Rules(configuration.RootElement).Contains("configuration-refused"));
        await server.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Findings_WhatTheControlPlaneServesCannotBeRead_AreTold()
    {
        var mesh = Mesh();
        await using var istiod = await FakeControlPlane.StartAsync(mesh);
        await using var server = MeshLensServer.Build(Options(istiod.Address), agentArguments: null);
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = server.Services.GetRequiredService<BoundAddresses>().Api };
        (await UntilAsync(http, "/api/v1/findings?severity=warning", static answer => answer.GetProperty("findings").GetArrayLength() == 1)).Dispose();

        mesh.PushBroken(ResourceTypes.Clusters, "spoilt");

        using var report = await UntilAsync(http, "/api/v1/findings?severity=error", static answer => answer.GetProperty("findings").GetArrayLength() == 1);
        Assert.Equal("configuration-refused", report.RootElement.GetProperty("findings")[0].GetProperty("rule").GetString());
        await server.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("backend", false)]
    [InlineData("frontend-1", true)]
    public async Task Edges_AreTold_WhatTheirCallersAre(string caller, bool itsOwn)
    {
        var mesh = Mesh();
        mesh.Debug["istio.io/debug/syncz"] = [];
        mesh.Debug["istio.io/debug/config_dump frontend-1.shop"] = [Any.Pack(new ClustersConfigDump
        {
            DynamicActiveClusters = { new ClustersConfigDump.Types.DynamicCluster { Cluster = Any.Pack(Cluster(milliseconds: 7)) } },
        })];
        await using var istiod = await FakeControlPlane.StartAsync(mesh);
        await using var server = MeshLensServer.Build(Options(istiod.Address, "frontend-1.shop"), agentArguments: null);
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = server.Services.GetRequiredService<BoundAddresses>().Api };
        (await UntilAsync(http, "/api/v1/findings?severity=warning", static answer => answer.GetProperty("findings").GetArrayLength() == 2)).Dispose();
        var (source, destination) = (new Party("shop", caller, PartyKind.Workload), new Party("shop", "payments", PartyKind.Service));

        var told = server.Services.GetRequiredService<IEdgeConfigurations>().Find(EdgeKey.Between("k8s", source, destination, 8080), source, destination);

        Assert.Equal((itsOwn, itsOwn ? 7 : 5, false), (told!.IsCallers, told.Pool?.ConnectTimeoutMs, told.Stale));
        Assert.Equal("connect-timeout-short", Assert.Single(told.Findings, static finding => finding.Severity >= ConfiguredSeverity.Warning).Rule);
        await server.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Findings_TheControlPlaneIsGone_StayAndSayHowOldTheyAre()
    {
        var istiod = await FakeControlPlane.StartAsync(Mesh());
        await using var server = MeshLensServer.Build(Options(istiod.Address), agentArguments: null);
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = server.Services.GetRequiredService<BoundAddresses>().Api };
        (await UntilAsync(http, "/api/v1/findings?severity=warning", static answer => answer.GetProperty("findings").GetArrayLength() == 1)).Dispose();

        await istiod.DisposeAsync();

        using var report = await UntilAsync(http, "/api/v1/findings?severity=warning", static answer => answer.GetProperty("missing")[0].GetString()!.Contains("nobody serves it since", StringComparison.Ordinal));
        Assert.Equal(1, report.RootElement.GetProperty("findings").GetArrayLength());
        using var configuration = JsonDocument.Parse(await http.GetStringAsync("/api/v1/edges/k8s~shop~frontend~shop~payments~8080/config", TestContext.Current.CancellationToken));
        Assert.Contains("nobody serves it since", configuration.RootElement.GetProperty("view").GetProperty("unseen")[0].GetString(), StringComparison.Ordinal);
        await server.StopAsync(TestContext.Current.CancellationToken);
    }

    private static string NameOf(JsonElement view) =>
        view.GetProperty("kind").GetString() is "own" ? "own" : $"{view.GetProperty("kind").GetString()} {view.GetProperty("reader").GetString()}";

    private static async Task<JsonDocument> UntilAsync(HttpClient http, string path, Predicate<JsonElement> reached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var answer = JsonDocument.Parse(await http.GetStringAsync(path, patience.Token));
            if (reached(answer.RootElement))
            {
                return answer;
            }

            answer.Dispose();
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    private static IEnumerable<string?> Rules(JsonElement answer) => answer.GetProperty("findings").EnumerateArray().Select(static finding => finding.GetProperty("rule").GetString());

    private static Listener Inbound() => new()
    {
        Name = "virtualInbound",
        TrafficDirection = TrafficDirection.Inbound,
        FilterChains = { new FilterChain { Filters = { new Envoy.Config.Listener.V3.Filter { Name = "http", TypedConfig = Any.Pack(new HttpConnectionManager { HttpFilters = { new HttpFilter { Name = "authz", TypedConfig = Any.Pack(new ExtAuthz()) } } }) } } } },
    };

    private static FakeMesh Mesh(string workload = "")
    {
        var mesh = new FakeMesh();
        mesh.Serve(ResourceTypes.Clusters, Cluster(milliseconds: 5));
        var endpoints = new ClusterLoadAssignment { ClusterName = Name };
        if (workload.Length > 0)
        {
            var metadata = new Metadata { FilterMetadata = { ["istio"] = new() { Fields = { ["workload"] = Value.ForString(workload) } } } };
            endpoints.Endpoints.Add(new LocalityLbEndpoints { LbEndpoints = { new LbEndpoint { Metadata = metadata } } });
        }

        mesh.Serve(ResourceTypes.Endpoints, endpoints);
        return mesh;
    }

    private static Cluster Cluster(int milliseconds) => new()
    {
        Name = Name,
        Type = Envoy.Config.Cluster.V3.Cluster.Types.DiscoveryType.Eds,
        ConnectTimeout = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(milliseconds)),
        EdsClusterConfig = new() { ServiceName = Name },
    };

    private static ServerOptions Options(Uri istiod, params string[] views) => new()
    {
        Api = new() { Purpose = "web API", Address = "127.0.0.1:0" },
        Agents = new() { Purpose = "agent", Address = "127.0.0.1:0" },
        Mesh = new() { Istiod = [istiod.ToString()], Views = views },
    };
}
