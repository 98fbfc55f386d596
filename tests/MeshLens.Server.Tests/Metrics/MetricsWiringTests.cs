using System.Globalization;
using MeshLens.Api;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Grains.Mesh;
using MeshLens.Kubernetes.Tests.FakeApi;
using MeshLens.Server.Client;
using MeshLens.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MeshLens.Server.Tests.Metrics;

/// <summary>The whole server reads a proxy's metrics, and the edge has them.</summary>
public sealed class MetricsWiringTests : IDisposable
{
    private const string Pair = "reporter=\"source\",source_workload=\"web\",source_workload_namespace=\"shop\",source_cluster=\"k1\",destination_service=\"cart.shop.svc.cluster.local\",destination_service_name=\"cart\",destination_service_namespace=\"shop\"";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("metrics-").FullName;
    private int _scrapes;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Run_WithAProxyToAsk_TheEdgeHasWhatItCounted()
    {
        await using var proxy = await StartProxyAsync();
        await using var kubernetes = await FakeApiServer.StartAsync(Cluster());
        await using var server = MeshLensServer.Build(Options(new(proxy.Urls.First()), kubernetes.Address), agentArguments: null);
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var api = new ApiClient(server.Services.GetRequiredService<BoundAddresses>().Api, null, null);

        var metric = await UntilAsync(api);

        Assert.Equal(AccessReporter.Client, metric.Reporter);
        Assert.True(metric.Requests >= 10 && metric.Failed * 2 == metric.Requests, $"{metric}");
        Assert.Equal(ResponseFlag.UpstreamOverflow, Assert.Single(metric.Flags).Flag);
        var status = await api.Get("/api/v1/mesh", ApiJson.Default.MeshStatus, TestContext.Current.CancellationToken);
        Assert.Equal((1, 0), (status.Metrics!.Answering, status.Metrics.Failing));
        Assert.True(status.Metrics.Placing!.Placed > 0);
        await server.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Run_WithoutBeingTold_AsksNobody()
    {
        await using var proxy = await StartProxyAsync();
        await using var server = MeshLensServer.Build(Options(null, null), agentArguments: null);
        await server.StartAsync(TestContext.Current.CancellationToken);

        Assert.Null(server.Services.GetRequiredService<IMeshDirectory>().Status().Metrics);
        Assert.Equal(0, _scrapes);
        await server.StopAsync(TestContext.Current.CancellationToken);
    }

    // Asked again and again, since a snapshot is of one window and is kept only once it was asked for.
    private static async Task<MetricDelta> UntilAsync(ApiClient api)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (await timer.WaitForNextTickAsync(patience.Token))
        {
            try
            {
                var bytes = await api.GetBytes("/api/v1/edges/k1~shop~web~shop~cart~8080/snapshot", patience.Token);
                if (api.Read(bytes, SnapshotJson.Default.EdgeSnapshot) is { Metrics: [var metric, ..] })
                {
                    return metric;
                }
            }
            catch (ApiException)
            {
                // Nobody has heard of the edge yet.
            }
        }

        throw new TimeoutException();
    }

    private async Task<WebApplication> StartProxyAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var proxy = builder.Build();
        proxy.MapGet("/stats/prometheus", () => Results.Text(Scrape(Interlocked.Increment(ref _scrapes))));
        await proxy.StartAsync(TestContext.Current.CancellationToken);
        return proxy;
    }

    private static string Scrape(int count) => string.Create(
        CultureInfo.InvariantCulture,
        $"istio_requests_total{{{Pair},response_code=\"200\",response_flags=\"-\"}} {100 + (5 * count)}\nistio_requests_total{{{Pair},response_code=\"503\",response_flags=\"UO\"}} {5 * count}\n");

    private static FakeCluster Cluster()
    {
        var cluster = new FakeCluster();
        cluster.Put(FakeObjects.Services, FakeObjects.Service("cart", "10.96.0.1", 8080));
        return cluster;
    }

    private ServerOptions Options(Uri? proxy, Uri? kubernetes)
    {
        var config = Path.Combine(_folder, "config");
        File.WriteAllText(config, $$"""
            clusters: [{ name: c, cluster: { server: "{{kubernetes}}" } }]
            contexts: [{ name: k1, context: { cluster: c } }]
            """);
        return new()
        {
            Api = new() { Purpose = "web API", Address = "127.0.0.1:0" },
            Agents = new() { Purpose = "agent", Address = "127.0.0.1:0" },
            Mesh = new() { KubeConfigFile = kubernetes is null ? null : config, KubeContexts = kubernetes is null ? [] : ["k1"] },
            Metrics = new() { Targets = proxy is null ? [] : [new Uri(proxy, "/stats/prometheus").ToString()], IntervalSeconds = 1 },
        };
    }
}
