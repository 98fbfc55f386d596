using MeshLens.Server.Hosting;
using MeshLens.Server.Listeners;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Functional.Tests.Rig;

/// <summary>The whole server inside the test's process, on free ports and without a disk.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private const string FreePort = "127.0.0.1:0";

    private readonly WebApplication _app;

    private RunningServer(WebApplication app)
    {
        _app = app;
        Api = new ApiReader(Addresses.Api);
    }

    public BoundAddresses Addresses => _app.Services.GetRequiredService<BoundAddresses>();

    public ApiReader Api { get; }

    /// <param name="endpoints">The endpoint file, if any.</param>
    /// <param name="agent">The options of an agent; null starts none.</param>
    /// <param name="time">The server's clock.</param>
    /// <param name="token">File with the token that both listeners ask for.</param>
    /// <param name="tls">Certificate and key of the agents' listener.</param>
    /// <param name="adjust">What else it is told.</param>
    public static async Task<RunningServer> Start(
        string? endpoints = null, IReadOnlyList<string>? agent = null, TimeProvider? time = null, string? token = null, (string Certificate, string Key) tls = default,
        Func<ServerOptions, ServerOptions>? adjust = null)
    {
        var options = new ServerOptions
        {
            Api = new ListenerOptions { Purpose = "web API", Address = FreePort, TokenFile = token },
            Agents = new ListenerOptions
            {
                Purpose = "agent",
                Address = FreePort,
                TokenFile = token,
                CertificateFile = tls.Certificate,
                KeyFile = tls.Key,
            },
            EndpointsFile = endpoints,
        };
        var app = MeshLensServer.Build(adjust?.Invoke(options) ?? options, agent, time);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
