using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MeshLens.Agent.Tests.Streaming;

/// <summary>A real HTTP/2 listener on loopback, or on a Unix socket, in front of a <see cref="FakeIngest"/>.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private FakeServer(WebApplication application, FakeIngest ingest) => (_application, Ingest) = (application, ingest);

    public FakeIngest Ingest { get; }

    public string Url => _application.Urls.Single();

    public static async Task<FakeServer> StartAsync(string? socketPath = null, X509Certificate2? certificate = null)
    {
        var ingest = new FakeIngest();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            if (socketPath is not null)
            {
                kestrel.ListenUnixSocket(socketPath, listen => listen.Protocols = HttpProtocols.Http2);
            }
            else
            {
                kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen =>
                {
                    listen.Protocols = HttpProtocols.Http2;
                    if (certificate is not null)
                    {
                        listen.UseHttps(certificate);
                    }
                });
            }
        });
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(ingest);
        var application = builder.Build();
        application.MapGrpcService<FakeIngest>();
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new(application, ingest);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
