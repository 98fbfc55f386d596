using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MeshLens.Lab.Proxies.Control;

/// <summary>A control plane of the lab's own on a free loopback port: the same resources configure its proxies and are read by MeshLens.</summary>
public sealed class LabControlPlane : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LabControlPlane(WebApplication app, ServedResources resources) => (_app, Resources) = (app, resources);

    /// <summary>Where it answers, in plaintext.</summary>
    public Uri Address => new(_app.Urls.Single());

    internal ServedResources Resources { get; }

    /// <summary>Starts it with nothing to serve.</summary>
    public static async Task<LabControlPlane> StartAsync(CancellationToken cancellationToken)
    {
        var resources = new ServedResources();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(resources);
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.MapGrpcService<LabDiscovery>();
        await app.StartAsync(cancellationToken);
        return new(app, resources);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Streams stay open for as long as their proxies live: nothing is worth waiting for.
        using var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(hurry.Token);
        await _app.DisposeAsync();
    }
}
