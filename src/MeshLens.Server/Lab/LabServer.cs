using MeshLens.Server.Hosting;
using MeshLens.Server.Listeners;
using MeshLens.Server.Supervision;

namespace MeshLens.Server.Lab;

/// <summary>A server of the lab's own beside the mesh: free ports, nothing on disk, agents as its children.</summary>
internal sealed class LabServer : IAsyncDisposable
{
    private const string FreePort = "127.0.0.1:0";

    private readonly WebApplication _app;
    private readonly MemoryFile _endpoints;

    private LabServer(WebApplication app, MemoryFile endpoints) => (_app, _endpoints) = (app, endpoints);

    public Uri Api => _app.Services.GetRequiredService<BoundAddresses>().Api;

    /// <summary>Where agents report, and proxies send their access logs.</summary>
    public Uri Agents => _app.Services.GetRequiredService<BoundAddresses>().Agents;

    /// <summary>The server ends before it was asked to: nothing more will come of it.</summary>
    public CancellationToken Stopping => _app.Lifetime.ApplicationStopping;

    /// <summary>It ends because its agent may not watch this machine, which the agent has said in a sentence.</summary>
    public bool CannotWatch => _app.Services.GetRequiredService<AgentOutcome>().CannotWatch;

    /// <param name="agents">An agent for each: its arguments, which limit it to the lab's own namespaces.</param>
    /// <param name="writeEndpoints">Writes who every address is, into the file of this name.</param>
    /// <param name="adjust">What else the server is told.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<LabServer> Start(
        IReadOnlyList<IReadOnlyList<string>> agents, Action<string> writeEndpoints, Func<ServerOptions, ServerOptions>? adjust, CancellationToken cancellationToken)
    {
        var endpoints = new MemoryFile("endpoints.json");
        writeEndpoints(endpoints.Path);
        var options = Options(endpoints);
        var server = new LabServer(MeshLensServer.Build(adjust?.Invoke(options) ?? options, agents), endpoints);
        try
        {
            await server._app.StartAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _endpoints.Dispose();
    }

    private static ServerOptions Options(MemoryFile endpoints) => new()
    {
        Api = new ListenerOptions { Purpose = "web API", Address = FreePort },
        Agents = new ListenerOptions { Purpose = "agent", Address = FreePort },
        EndpointsFile = endpoints.Path,
    };
}
