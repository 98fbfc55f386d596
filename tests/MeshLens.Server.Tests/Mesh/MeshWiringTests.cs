using System.Net;
using System.Net.Http.Json;
using MeshLens.Api;
using MeshLens.Core.Identity;
using MeshLens.Grains.Mesh;
using MeshLens.Kubernetes.Tests.FakeApi;
using MeshLens.Server.Hosting;
using MeshLens.Server.Mesh;
using MeshLens.Xds.Resources;
using MeshLens.Xds.Tests.FakeIstiod;
using MeshLens.Xds.Tests.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MeshLens.Server.Tests.Mesh;

/// <summary>The whole server between a control plane and an API server.</summary>
public sealed class MeshWiringTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("mesh-").FullName;

    [Fact]
    public async Task Run_WithBothSources_KnowsAddressesAndSaysWhoNamesThem()
    {
        await using var istiod = await FakeControlPlane.StartAsync(Mesh());
        await using var kubernetes = await FakeApiServer.StartAsync(Cluster());
        await using var server = MeshLensServer.Build(Options(istiod.Address, kubernetes.Address), agentArguments: null);
        await server.StartAsync(TestContext.Current.CancellationToken);

        // Each kind of resource comes by itself.
        var status = await UntilAsync(server, static status =>
            status.ControlPlanes[0] is { State: "live", Workloads: 1 } plane && plane.Resources.GetValueOrDefault("CDS") == 1 && status.Clusters[0].Live);

        var index = server.Services.GetRequiredService<IdentityIndex>();
        Assert.Equal((MeshSource.Istiod, "pay"), Resolve(index, "10.0.0.1"));
        Assert.Equal((MeshSource.Kubernetes, "cart"), Resolve(index, "10.0.0.2"));
        Assert.Equal(("fake-istiod", 1, "k1"), (status.ControlPlanes[0].Identifier, status.ControlPlanes[0].Resources["CDS"], status.Clusters[0].Name));
        Assert.Equal(["nodes", "services", "endpointslices", "namespaces", "pods"], status.Clusters[0].Kinds.Select(static kind => kind.Kind));
        await server.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Run_WithoutSources_SaysWhatIsMissing()
    {
        await using var server = MeshLensServer.Build(Options(null, null), agentArguments: null);
        await server.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, (await UntilAsync(server, static _ => true)).Missing.Count);
        await server.StopAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (MeshSource, string)? Resolve(IdentityIndex index, string address) =>
        index.Resolve(new() { Key = AddressKey.Of(IPAddress.Parse(address)), Cluster = "", Node = "" }) is { } found ? (found.Source, found.Workload!.Name) : null;

    private static async Task<MeshStatus> UntilAsync(WebApplication server, Func<MeshStatus, bool> reached)
    {
        using var http = new HttpClient { BaseAddress = server.Services.GetRequiredService<BoundAddresses>().Api };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var status = (await http.GetFromJsonAsync("/api/v1/mesh", ApiJson.Default.MeshStatus, patience.Token))!;
            if (reached(status))
            {
                return status;
            }

            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    private static FakeMesh Mesh()
    {
        var mesh = new FakeMesh();
        mesh.Serve(ResourceTypes.Clusters, new Envoy.Config.Cluster.V3.Cluster { Name = "PassthroughCluster" });
        mesh.Serve(ResourceTypes.Addresses, AddressSamples.Pod("pay", "10.0.0.1"));
        return mesh;
    }

    private static FakeCluster Cluster()
    {
        var cluster = new FakeCluster();
        cluster.Put(FakeObjects.Pods, FakeObjects.Replica("pay", "10.0.0.1"));
        cluster.Put(FakeObjects.Pods, FakeObjects.Replica("cart", "10.0.0.2"));
        return cluster;
    }

    private ServerOptions Options(Uri? istiod, Uri? kubernetes)
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
            Mesh = new()
            {
                Istiod = istiod is null ? [] : [istiod.ToString()],
                KubeConfigFile = kubernetes is null ? null : config,
                KubeContexts = kubernetes is null ? [] : ["k1"],
            },
        };
    }
}
