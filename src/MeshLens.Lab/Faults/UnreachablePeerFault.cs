using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Faults;

/// <summary>Nothing gets through to the called service any more, to one replica of it when there are several.</summary>
internal sealed class UnreachablePeerFault : IFault
{
    public string Name => "unreachable peer";

    public string ExpectedClass => "network";

    public string ExpectedCause => "unreachable";

    /// <summary>Up to 0.5 packets vanish; above, a router says that the host is unreachable.</summary>
    public StrengthRange Strengths { get; } = new(0, 1);

    public bool Fits(MeshPlan plan, LabEdge edge) => true;

    public string Describe(double strength) => Rejects(strength) ? "packets rejected: host unreachable" : "packets vanish";

    public IDisposable Inject(LabMesh mesh, LabEdge edge, double strength) => Undo.Of(undo =>
    {
        var replica = mesh.ReplicasOf(edge)[^1];
        var rule = Rejects(strength) ? "reject with icmpx host-unreachable" : "drop";
        mesh.SourcesOf(edge).ToList().ForEach(source => PacketFilter.Add(undo, replica.Namespace, source.Instance, rule));
    });

    private static bool Rejects(double strength) => strength > 0.5;
}
