using MeshLens.Lab.Mesh;
using MeshLens.Lab.Proxies.Control;
using MeshLens.Lab.Proxies.Encryption;
using MeshLens.Lab.Runs.Alerts;

namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>Meshes with proxies, on subnets that no other lab has, and the control plane that configures them. Nobody calls yet.</summary>
public sealed class PatternLab : IAsyncDisposable
{
    private readonly Subnets _subnets = new();
    private readonly MeshAuthority _authority = new();
    private readonly List<PatternMesh> _meshes = [];

    private PatternLab(LabControlPlane controlPlane) => ControlPlane = controlPlane;

    /// <summary>Whose configuration the proxies have.</summary>
    public LabControlPlane ControlPlane { get; }

    /// <summary>Where each proxy shows its counters.</summary>
    public IReadOnlyList<Uri> Scrapes => [.. _meshes.SelectMany(static mesh => mesh.Scrapes)];

    /// <summary>Paths that open the pods' namespaces while this process lives: all that this lab's agent may see.</summary>
    public IReadOnlyList<string> NamespacePaths => [.. _meshes.SelectMany(static mesh => mesh.NamespacePaths)];

    internal IReadOnlyList<PatternMesh> Meshes => _meshes;

    /// <summary>Starts a control plane, and as many meshes with their proxies.</summary>
    /// <exception cref="LabException">No root, a tool is missing, or a process does not start.</exception>
    public static async Task<PatternLab> StartAsync(int meshes, CancellationToken cancellationToken)
    {
        var lab = new PatternLab(await LabControlPlane.StartAsync(cancellationToken));
        try
        {
            var plans = Enumerable.Range(0, meshes).Select(_ => new PatternPlan(lab._subnets.NextWithProxies())).ToList();
            plans.ForEach(plan => lab.ControlPlane.Resources.Push(MeshResources.Of(plan.Service, MeshSettings.Healthy), []));
            await Task.WhenAll(plans.Select(plan => Task.Run(() => lab.Prepare(plan), cancellationToken)));
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes the map from address to service that a MeshLens server reads.</summary>
    /// <param name="path">The file.</param>
    /// <param name="beside">Meshes without proxies that the same server watches.</param>
    public void WriteEndpoints(string path, params IEnumerable<MeshPlan> beside) => PatternPlan.WriteEndpoints(path, _meshes.Select(static mesh => mesh.Plan), beside);

    /// <summary>The meshes as such in which the configuration breaks, one pattern after the other.</summary>
    /// <param name="accessLogs">Where the server takes them.</param>
    public IReadOnlyList<AlertSite> Sites(Uri accessLogs) => [.. _meshes.Select(mesh => PatternSite.Of(mesh, ControlPlane, accessLogs))];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _meshes.ForEach(static mesh => mesh.Dispose());
        await ControlPlane.DisposeAsync();
        _authority.Dispose();
        _subnets.Dispose();
    }

    private void Prepare(PatternPlan plan)
    {
        var mesh = PatternMesh.Prepare(plan, ControlPlane.Address, _authority);
        lock (_meshes)
        {
            _meshes.Add(mesh);
        }
    }
}
