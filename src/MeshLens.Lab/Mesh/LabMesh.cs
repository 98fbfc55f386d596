using MeshLens.Lab.Faults;
using MeshLens.Lab.Links;
using MeshLens.Lab.Namespaces;

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

    /// <summary>What <see cref="Break"/> knows: <c>path delay</c>, <c>SYN loss</c>, …</summary>
    public static IReadOnlyList<string> FaultNames => [.. FaultCatalog.All.Select(static fault => fault.Name)];

    internal IReadOnlyCollection<RunningInstance> Instances => _instances.Values;

    /// <summary>Starts the mesh; traffic flows from then on.</summary>
    /// <exception cref="LabException">No root, a tool is missing, or a process does not start.</exception>
    public static LabMesh Start(MeshPlan plan)
    {
        var mesh = Prepare(plan);
        try
        {
            mesh.StartTraffic();
            return mesh;
        }
        catch
        {
            mesh.Dispose();
            throw;
        }
    }

    /// <summary>Only the namespaces, for whoever is to watch them from the first packet on; <see cref="StartTraffic"/> follows.</summary>
    /// <exception cref="LabException">No root, or a tool is missing.</exception>
    public static LabMesh Prepare(MeshPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        LabPrerequisites.Require();
        return new LabMesh(plan, MeshNetwork.Create(plan.Nodes, plan.Instances));
    }

    /// <summary>Starts the services, once: traffic flows from then on.</summary>
    /// <exception cref="LabException">A process does not start.</exception>
    public void StartTraffic()
    {
        // From the far end on, so that nobody calls what is not there yet.
        foreach (var instance in Plan.Instances.Reverse())
        {
            _instances.Add(instance.Name, RunningInstance.Start(instance, _network[instance]));
        }
    }

    /// <summary>The namespace of a node itself: what its own processes, such as a prober, would be in.</summary>
    public NetworkNamespace NamespaceOf(LabNode node) => _network[node].Namespace;

    /// <summary>Paths that open the namespaces of a node and its pods while this process lives: all that the node's agent may see.</summary>
    public IReadOnlyList<string> NamespacePathsOf(LabNode node) => [NamespaceOf(node).Path, .. _network[node].Pods.Values.Select(static pod => pod.Path)];

    /// <summary>Makes the way between two nodes longer, or lossy, for all that their pods and they themselves exchange.</summary>
    /// <param name="eachWay">What each direction does to a packet.</param>
    /// <returns>Disposing of it mends the way.</returns>
    /// <exception cref="LabException">A route or a device cannot be made.</exception>
    public IDisposable Worsen(LabNode one, LabNode other, PathImpairment eachWay)
    {
        ArgumentNullException.ThrowIfNull(eachWay);
        return NodePairFault.Inject(this, one, other, eachWay);
    }

    /// <summary>Breaks an edge by the name of a fault (<see cref="FaultNames"/>).</summary>
    /// <param name="strength">From 0 for the weakest to 1 for the strongest of its range.</param>
    /// <returns>Disposing of it mends the edge.</returns>
    /// <exception cref="LabException">There is no such fault, or it cannot be made.</exception>
    public IDisposable Break(LabEdge edge, string fault, double strength = 0.5)
    {
        var found = FaultCatalog.All.FirstOrDefault(each => each.Name == fault)
            ?? throw new LabException($"There is no fault '{fault}': choose one of {string.Join(", ", FaultNames)}.");
        return found.Inject(this, edge, found.Strengths.At(strength));
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
