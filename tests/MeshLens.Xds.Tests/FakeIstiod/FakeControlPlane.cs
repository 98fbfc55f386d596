using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MeshLens.Xds.Tests.FakeIstiod;

/// <summary>
/// An istiod that tests own: a real gRPC server on a free loopback port, plaintext or TLS, that serves what it is given and
/// misbehaves when told to.
/// </summary>
internal sealed class FakeControlPlane : IAsyncDisposable
{
    private readonly WebApplication _server;

    private FakeControlPlane(WebApplication server, FakeMesh mesh) => (_server, Mesh) = (server, mesh);

    public FakeMesh Mesh { get; }

    public Uri Address => new(_server.Urls.Single());

    public static Task<FakeControlPlane> StartAsync(FakeMesh? mesh = null, X509Certificate2? certificate = null, X509Certificate2? clients = null, IPEndPoint? at = null) =>
        StartAsync<FakeDiscovery>(mesh ?? new(), static _ => { }, listen => Configure(listen, certificate, clients), at);

    /// <summary>Has a recorded conversation once more, with the first client that comes.</summary>
    public static Task<FakeControlPlane> StartAsync(Replay replay) =>
        StartAsync<ReplayedDiscovery>(new(), services => services.AddSingleton(replay), static listen => Configure(listen, null, null), null);

    public async ValueTask DisposeAsync()
    {
        Mesh.CutStreams();
        await _server.DisposeAsync();
    }

    private static async Task<FakeControlPlane> StartAsync<TService>(FakeMesh mesh, Action<IServiceCollection> add, Action<ListenOptions> configure, IPEndPoint? at)
        where TService : class
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(mesh);
        add(builder.Services);
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinResponseDataRate = null; // However slowly a busy machine reads.
            kestrel.Listen(at ?? new(IPAddress.Loopback, 0), configure);
        });
        var server = builder.Build();
        server.MapGrpcService<TService>();
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new(server, mesh);
    }

    private static void Configure(ListenOptions listen, X509Certificate2? certificate, X509Certificate2? clients)
    {
        listen.Protocols = HttpProtocols.Http2;
        if (certificate is not null)
        {
            listen.UseHttps(https =>
            {
                https.ServerCertificate = certificate;
                https.ClientCertificateMode = clients is null ? ClientCertificateMode.NoCertificate : ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = (client, _, _) => client.Thumbprint == clients?.Thumbprint;
            });
        }
    }
}
