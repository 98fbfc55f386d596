namespace MeshLens.Lab.Mesh;

/// <summary>
/// A running mesh: real processes in namespaces of their own, real HTTP between them. It ends with this object, and also when
/// this process dies in any way.
/// </summary>
public sealed class LabMesh : IDisposable
{
    private readonly MeshNetwork _network;
    private readonly Dictionary<string, RunningInstance> _instances = [];

    private LabMesh(MeshPlan plan, MeshNetwork network)
    {
        Plan = plan;
        _network = network;
    }

    /// <summary>What was started.</summary>
    public MeshPlan Plan { get; }

    /// <summary>Process ids of the services.</summary>
    public IReadOnlyList<int> ProcessIds => [.. _instances.Values.Select(instance => instance.ProcessId)];

    internal IReadOnlyCollection<RunningInstance> Instances => _instances.Values;

    /// <summary>Starts the mesh; traffic flows from then on.</summary>
    /// <exception cref="LabException">No root, a tool is missing, or a process does not start.</exception>
    public static LabMesh Start(MeshPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        LabPrerequisites.Require();
        var mesh = new LabMesh(plan, MeshNetwork.Create(plan.Instances));
        try
        {
            // From the far end on, so that nobody calls what is not there yet.
            foreach (var instance in plan.Instances.Reverse())
            {
                mesh._instances.Add(instance.Name, RunningInstance.Start(instance, mesh._network[instance]));
            }

            return mesh;
        }
        catch
        {
            mesh.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var instance in _instances.Values)
        {
            instance.Dispose();
        }

        _network.Dispose();
    }

    /// <summary>A verdict about a mesh that fell apart by itself is worth nothing.</summary>
    /// <exception cref="LabException">A service's process has ended.</exception>
    internal void RequireRunning()
    {
        var ended = _instances.Values.Where(instance => instance.HasExited).Select(instance => instance.Instance.Name).ToList();
        if (ended.Count > 0)
        {
            throw new LabException($"These services of the mesh ended by themselves: {string.Join(", ", ended)}.");
        }
    }

    /// <summary>The instances that call along an edge.</summary>
    internal IReadOnlyList<RunningInstance> SourcesOf(LabEdge edge) => Of(edge.Source);

    /// <summary>The replicas that are called along an edge.</summary>
    internal IReadOnlyList<RunningInstance> ReplicasOf(LabEdge edge) => Of(edge.Destination);

    private List<RunningInstance> Of(string service)
    {
        var found = Plan.Instances.Where(instance => instance.Service == service).Select(instance => _instances[instance.Name]).ToList();
        return found.Count > 0 ? found : throw new LabException($"The mesh has no service {service}.");
    }
}
