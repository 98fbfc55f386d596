using MeshLens.Lab.Mesh;
using MeshLens.Lab.Proxies.Patterns;
using MeshLens.Lab.Runs.Alerts;

namespace MeshLens.Server.Lab;

/// <summary>Meshes over several nodes, a mesh with proxies beside them, and one server that watches all of it.</summary>
internal sealed class AlertLab : ILab
{
    private readonly PatternLab _proxied;
    private readonly MeshLab _lab;

    private AlertLab(PatternLab proxied, MeshLab lab) => (_proxied, _lab) = (proxied, lab);

    public LabServer Server => _lab.Server;

    public IReadOnlyList<LabMesh> Meshes => _lab.Meshes;

    /// <summary>The mesh with proxies, as one in which the configuration breaks.</summary>
    public IReadOnlyList<AlertSite> Beside => _proxied.Sites(Server.Agents);

    /// <exception cref="MeshLens.Lab.LabException">The machine lacks something.</exception>
    public static async Task<AlertLab> StartAsync(int meshes, int nodes, int services, CancellationToken cancellationToken)
    {
        var proxied = await PatternLab.StartAsync(meshes: 1, cancellationToken);
        try
        {
            return new(proxied, await MeshLab.StartNodesAsync(meshes, nodes, services, proxied, options => ProxyLab.ReadFrom(proxied, options), cancellationToken));
        }
        catch
        {
            await proxied.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _lab.DisposeAsync();
        await _proxied.DisposeAsync();
    }
}
