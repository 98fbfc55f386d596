using System.Text.Json;
using Envoy.Config.Cluster.V3;
using Envoy.Config.Endpoint.V3;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Server.Hosting;
using MeshLens.Xds.Resources;
using MeshLens.Xds.Tests.FakeIstiod;
using Microsoft.Extensions.DependencyInjection;

namespace MeshLens.Server.Tests.Mesh;

/// <summary>The whole server beside a control plane: what it serves is judged and told.</summary>
public sealed class MeshConfigurationTests
{
    private const string Name = "outbound|8080||payments.shop.svc.cluster.local";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

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

    private static FakeMesh Mesh()
    {
        var mesh = new FakeMesh();
        mesh.Serve(ResourceTypes.Clusters, new Cluster
        {
            Name = Name,
            Type = Cluster.Types.DiscoveryType.Eds,
            ConnectTimeout = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(5)),
            EdsClusterConfig = new() { ServiceName = Name },
        });
        mesh.Serve(ResourceTypes.Endpoints, new ClusterLoadAssignment { ClusterName = Name });
        return mesh;
    }

    private static ServerOptions Options(Uri istiod) => new()
    {
        Api = new() { Purpose = "web API", Address = "127.0.0.1:0" },
        Agents = new() { Purpose = "agent", Address = "127.0.0.1:0" },
        Mesh = new() { Istiod = [istiod.ToString()] },
    };
}
