using MeshLens.Lab.Mesh;
using MeshLens.Server.Hosting;
using MeshLens.Server.Listeners;
using MeshLens.Server.Mesh;
using MeshLens.Server.Supervision;

namespace MeshLens.Server.Lab;

/// <summary>A server of the lab's own beside the mesh: free ports, nothing on disk, an agent as its child.</summary>
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

    public static Task<LabServer> Start(IReadOnlyList<MeshPlan> plans, CancellationToken cancellationToken) =>
        Start(path => EndpointsFile.Write(path, plans), new(), cancellationToken);

    /// <param name="writeEndpoints">Writes who every address is, into the file of this name.</param>
    /// <param name="mesh">Who is asked about the mesh.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<LabServer> Start(Action<string> writeEndpoints, MeshOptions mesh, CancellationToken cancellationToken)
    {
        var endpoints = new MemoryFile("endpoints.json");
        writeEndpoints(endpoints.Path);
        var server = new LabServer(MeshLensServer.Build(Options(endpoints, mesh), agentArguments: []), endpoints);
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

    private static ServerOptions Options(MemoryFile endpoints, MeshOptions mesh) => new()
    {
        Api = new ListenerOptions { Purpose = "web API", Address = FreePort },
        Agents = new ListenerOptions { Purpose = "agent", Address = FreePort },
        EndpointsFile = endpoints.Path,
        Mesh = mesh,
    };
}
