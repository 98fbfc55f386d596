using MeshLens.Lab.Mesh;
using MeshLens.Lab.Proxies.Patterns;
using MeshLens.Server.Hosting;

namespace MeshLens.Server.Lab;

/// <summary>Meshes on subnets that no other lab has, a server, and an agent per node that sees this lab alone.</summary>
internal sealed class MeshLab : ILab
{
    private readonly Subnets _subnets = new();
    private readonly List<LabMesh> _meshes = [];
    private LabServer? _server;

    private MeshLab()
    {
    }

    public LabServer Server => _server!;

    /// <summary>Their namespaces are there; traffic is up to whoever runs them.</summary>
    public IReadOnlyList<LabMesh> Meshes => _meshes;

    /// <summary>Shops side by side, each on a node of its own, all seen by one agent.</summary>
    /// <exception cref="MeshLens.Lab.LabException">The machine lacks something.</exception>
    public static Task<MeshLab> StartShopsAsync(int shops, CancellationToken cancellationToken) =>
        StartAsync(subnets => Enumerable.Range(0, shops).Select(_ => MeshPlan.Shop(subnets.Next())), beside: null, adjust: null, cancellationToken);

    /// <summary>
    /// Meshes over several nodes, each with an agent of its own name that sees that node and its pods alone.
    /// <code>
    /// await using var lab = await MeshLab.StartNodesAsync(meshes: 1, nodes: 2, services: 10, adjust: null, cancellationToken);
    /// var mesh = lab.Meshes[0];
    /// mesh.StartTraffic();
    /// using (mesh.Worsen(mesh.Plan.Nodes[0], mesh.Plan.Nodes[1], new PathImpairment(TimeSpan.FromMilliseconds(20))))
    /// {
    ///     // … ask lab.Server.Api
    /// }
    /// </code>
    /// </summary>
    /// <param name="meshes">Side by side; names of nodes are different in each.</param>
    /// <param name="nodes">Of each mesh: two or more.</param>
    /// <param name="services">As many as edges.</param>
    /// <param name="adjust">What else the server is told.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="MeshLens.Lab.LabException">The machine lacks something.</exception>
    public static Task<MeshLab> StartNodesAsync(int meshes, int nodes, int services, Func<ServerOptions, ServerOptions>? adjust, CancellationToken cancellationToken) =>
        StartNodesAsync(meshes, nodes, services, beside: null, adjust, cancellationToken);

    /// <summary>The same beside meshes with proxies, which the same server watches with one more agent.</summary>
    /// <exception cref="MeshLens.Lab.LabException">The machine lacks something.</exception>
    public static Task<MeshLab> StartNodesAsync(
        int meshes, int nodes, int services, PatternLab? beside, Func<ServerOptions, ServerOptions>? adjust, CancellationToken cancellationToken) => StartAsync(
        subnets => Enumerable.Range(0, meshes).Select(_ => MeshPlan.OverNodes([.. Enumerable.Range(0, nodes).Select(_ => subnets.Next())], services)), beside, adjust, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _meshes.ForEach(static mesh => mesh.Dispose());
        _subnets.Dispose();
    }

    private static async Task<MeshLab> StartAsync(
        Func<Subnets, IEnumerable<MeshPlan>> plan, PatternLab? beside, Func<ServerOptions, ServerOptions>? adjust, CancellationToken cancellationToken)
    {
        var lab = new MeshLab();
        try
        {
            var plans = plan(lab._subnets).ToList();
            plans.ForEach(each => lab._meshes.Add(LabMesh.Prepare(each)));
            lab._server = beside is null
                ? await LabServer.Start(LabAgents.Of(lab._meshes), path => EndpointsFile.Write(path, plans), adjust, cancellationToken)
                : await LabServer.Start(
                    [.. LabAgents.Of(lab._meshes), LabAgents.Watching("", beside.NamespacePaths)], path => beside.WriteEndpoints(path, plans), adjust, cancellationToken);
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }
}
