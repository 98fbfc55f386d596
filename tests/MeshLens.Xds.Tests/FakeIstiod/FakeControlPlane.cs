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

    public static async Task<FakeControlPlane> StartAsync(FakeMesh? mesh = null, X509Certificate2? certificate = null, X509Certificate2? clients = null, IPEndPoint? at = null)
    {
        mesh ??= new();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(mesh);
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(at ?? new(IPAddress.Loopback, 0), listen => Configure(listen, certificate, clients)));
        var server = builder.Build();
        server.MapGrpcService<FakeDiscovery>();
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new(server, mesh);
    }

    public async ValueTask DisposeAsync()
    {
        Mesh.CutStreams();
        await _server.DisposeAsync();
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
