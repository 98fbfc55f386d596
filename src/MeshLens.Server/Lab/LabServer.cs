using MeshLens.Lab.Mesh;
using MeshLens.Server.Hosting;
using MeshLens.Server.Listeners;

namespace MeshLens.Server.Lab;

/// <summary>A server of the lab's own beside the mesh: free ports, nothing on disk that outlives it, an agent as its child.</summary>
internal sealed class LabServer : IAsyncDisposable
{
    private const string FreePort = "127.0.0.1:0";

    private readonly WebApplication _app;
    private readonly string _directory;

    private LabServer(WebApplication app, string directory) => (_app, _directory) = (app, directory);

    public Uri Api => _app.Services.GetRequiredService<BoundAddresses>().Api;

    public static async Task<LabServer> Start(IReadOnlyList<MeshPlan> plans, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("meshlens-lab-").FullName;
        var endpoints = Path.Combine(directory, "endpoints.json");
        EndpointsFile.Write(endpoints, plans);
        var app = MeshLensServer.Build(
            new ServerOptions
            {
                Api = new ListenerOptions { Purpose = "web API", Address = FreePort },
                Agents = new ListenerOptions { Purpose = "agent", Address = FreePort },
                EndpointsFile = endpoints,
            },
            agentArguments: []);
        await app.StartAsync(cancellationToken);
        return new LabServer(app, directory);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
