using System.Net;
using System.Threading.Channels;
using Envoy.Service.Discovery.V3;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Benchmarks.Xds;

/// <summary>A control plane of a large mesh, on loopback, over gRPC as the real one.</summary>
internal sealed class ScaleControlPlane : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly Channel<DeltaDiscoveryResponse> _pushes;

    private ScaleControlPlane(WebApplication server, Channel<DeltaDiscoveryResponse> pushes) => (_server, _pushes) = (server, pushes);

    public Uri Address => new(_server.Urls.Single());

    public static async Task<ScaleControlPlane> StartAsync(ScaleWorld world)
    {
        var pushes = Channel.CreateUnbounded<DeltaDiscoveryResponse>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = null);
        builder.Services.AddSingleton(world).AddSingleton(pushes);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var server = builder.Build();
        server.MapGrpcService<ScaleDiscovery>();
        await server.StartAsync();
        return new(server, pushes);
    }

    public void Push(DeltaDiscoveryResponse push) => _pushes.Writer.TryWrite(push);

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
