using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MeshLens.Kubernetes.Tests.FakeApi;

/// <summary>An API server that tests own: real HTTP on a free loopback port, over what the cluster holds.</summary>
internal sealed class FakeApiServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private FakeApiServer(WebApplication server, FakeCluster cluster) => (_server, Cluster) = (server, cluster);

    public FakeCluster Cluster { get; }

    public Uri Address => new(_server.Urls.Single());

    public static async Task<FakeApiServer> StartAsync(FakeCluster? cluster = null, X509Certificate2? certificate = null)
    {
        cluster ??= new();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        var server = builder.Build();
        server.Run(context => new FakeAnswer(cluster, context).WriteAsync());
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new(server, cluster);
    }

    public async ValueTask DisposeAsync()
    {
        Cluster.CutWatches();
        await _server.DisposeAsync();
    }
}
